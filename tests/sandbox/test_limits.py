"""Cgroups, on a directory that looks like one, and the zygote's bookkeeping."""

from pathlib import Path

from autograder.sandbox.limits import MIB, Cgroup, Limits, cgroup_parent, tasks_of


def test_a_group_carries_the_limits(tmp_path):
    group = Cgroup.create(tmp_path, "one", Limits(memory=MIB, processes=7))
    files = {file.name: file.read_text() for file in group.path.iterdir()}
    assert files == {"memory.max": str(MIB), "pids.max": "7", "memory.swap.max": "0"}
    group.join()
    assert (group.path / "cgroup.procs").read_text() == "0"


def test_a_group_without_controllers_is_no_place(tmp_path):
    own = next(
        line[3:].lstrip("/")
        for line in Path("/proc/self/cgroup").read_text().splitlines()
        if line.startswith("0::")
    )
    mounted = tmp_path / "mounted"
    parent = (mounted / own).parent
    (mounted / own).mkdir(parents=True)
    parent.mkdir(exist_ok=True)
    assert cgroup_parent(mounted) is None
    (parent / "cgroup.subtree_control").write_text("cpu memory pids")
    (parent / "cgroup.procs").write_text("")
    assert cgroup_parent(mounted) == (parent if own else None)


def test_tasks_are_counted():
    import os

    assert tasks_of(os.geteuid()) >= 1
    assert tasks_of(54399) == 0
