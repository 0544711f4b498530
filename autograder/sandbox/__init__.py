"""Confinement of untrusted notebooks; see :mod:`~autograder.sandbox.layers`.

A zygote opens a nursery once and forks children through it; each child confines itself
before untrusted code::

    nursery = open_nursery()
    pid = nursery.fork()
    if pid == 0:
        layers = confine(Policy(workdir, default_readable(), keep_fds=(3,)), nursery)
        ...
    kill_tree(pid)
    os.waitpid(pid, 0)
"""
