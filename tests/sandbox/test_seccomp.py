"""The filter, run on paper for both machines."""

import errno
import os
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.sandbox import numbers, seccomp, syscalls

USUAL = (*seccomp.REFUSALS, *seccomp.NO_NETWORK)
MACHINES = ("x86_64", "aarch64")
ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
EPERM = 0x00050000 | errno.EPERM
ENOSYS = 0x00050000 | errno.ENOSYS
WORDS = st.integers(0, 2**64 - 1)


def run(program, nr, arguments=(), *, arch):
    """Interpret a classic BPF program over ``struct seccomp_data``."""
    padded = [*arguments, 0, 0, 0, 0, 0, 0][:6]
    data = struct.pack("<IIQ6Q", nr, arch, 0, *padded)
    position, value = 0, 0
    while True:
        code, yes, no, k = program[position]
        position += 1
        if code == 0x06:
            return k
        if code == 0x20:
            (value,) = struct.unpack_from("<I", data, k)
        elif code == 0x54:
            value &= k
        else:
            compare = {
                0x15: value == k,
                0x25: value > k,
                0x35: value >= k,
                0x45: bool(value & k),
            }
            position += yes if compare[code] else no


def table(machine):
    return seccomp.assemble(USUAL, machine)


@pytest.mark.parametrize("machine", MACHINES)
def test_each_refusal_is_enforced(machine):
    program = table(machine)
    for refusal in USUAL:
        for name in refusal.names.split():
            number = numbers.number(name, machine)
            if number is None or refusal.unless:
                continue
            verdict = run(program, number, arch=ARCH[machine])
            assert verdict == 0x00050000 | refusal.error, name


@pytest.mark.parametrize("machine", MACHINES)
@given(nr=st.integers(0, numbers.NEWEST))
def test_nothing_else_is_refused(machine, nr):
    named = {
        numbers.number(name, machine)
        for refusal in USUAL
        for name in refusal.names.split()
    }
    if nr not in named:
        assert run(table(machine), nr, arch=ARCH[machine]) == seccomp.ALLOW


@pytest.mark.parametrize("machine", MACHINES)
@given(nr=st.integers(numbers.NEWEST + 1, 0x3FFFFFFF))
def test_unknown_calls_do_not_exist(machine, nr):
    assert run(table(machine), nr, arch=ARCH[machine]) == ENOSYS


@pytest.mark.parametrize("machine", MACHINES)
@given(nr=st.integers(0, 2**32 - 1), arch=st.sampled_from([0x40000003, 0xC000003D, 0]))
def test_a_foreign_numbering_kills(machine, nr, arch):
    assert run(table(machine), nr, arch=arch) == seccomp.KILL


@given(nr=st.integers(0x40000000, 2**32 - 1))
def test_x32_kills(nr):
    assert run(table("x86_64"), nr, arch=ARCH["x86_64"]) == seccomp.KILL


@pytest.mark.parametrize("machine", MACHINES)
@given(family=st.integers(0, 45), kind=WORDS)
def test_a_network_of_ones_own_has_no_raw_sockets(machine, family, kind):
    program = seccomp.assemble((*seccomp.REFUSALS, seccomp.OWN_NETWORK), machine)
    number = numbers.number("socket", machine)
    plain = family in (1, 2, 10) and kind & 0xF in (1, 2, 5)
    verdict = run(program, number, (family, kind), arch=ARCH[machine])
    assert verdict == (seccomp.ALLOW if plain else EPERM)


@pytest.mark.parametrize("machine", MACHINES)
@given(flags=WORDS, kind=WORDS)
def test_arguments_are_judged(machine, flags, kind):
    def verdict(name, *arguments):
        number = numbers.number(name, machine)
        return run(program, number, arguments, arch=ARCH[machine])

    program = table(machine)
    namespaces = 0x7E020000
    expected = EPERM if flags & namespaces else seccomp.ALLOW
    assert verdict("clone", flags) == expected
    stream = kind & 0xF in (1, 5)
    assert verdict("socketpair", 1, kind) == (seccomp.ALLOW if stream else EPERM)
    assert verdict("socketpair", 2, 1) == EPERM
    own = kind & 0xFFFFFFFF == 0
    assert verdict("prlimit64", kind) == (seccomp.ALLOW if own else EPERM)
    for command in (0x5412, 0x541C, 0x5423):
        assert verdict("ioctl", kind, command) == EPERM
        assert verdict("ioctl", kind, command | 1 << 40) == EPERM
    assert verdict("ioctl", kind, 0x5401) == seccomp.ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_the_policy_adds_refusals(machine):
    for refusal in (seccomp.NO_PROGRAMS, seccomp.ONE_SESSION, seccomp.EXPOSED_FILES):
        program = seccomp.assemble([refusal], machine)
        for name in refusal.names.split():
            number = numbers.number(name, machine)
            if number is not None:
                assert run(program, number, arch=ARCH[machine]) == EPERM


def test_every_refusal_has_a_reason_and_appears_once():
    names = [name for refusal in USUAL for name in refusal.names.split()]
    assert len(names) == len(set(names))
    assert all(len(refusal.reason) > 5 for refusal in USUAL)


def test_a_foreign_numbering_kills_for_real():
    """A 32-bit call through ``int 0x80`` in generated machine code."""
    if numbers.machine() != "x86_64":
        pytest.skip("only x86_64 has a second way into the kernel")
    import ctypes
    import mmap

    pid = os.fork()
    if pid == 0:
        code = mmap.mmap(-1, 4096, prot=7)
        code.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")  # mov eax, 20; int 0x80; ret
        syscalls.prctl(syscalls.PR_SET_NO_NEW_PRIVS, 1)
        seccomp.install(seccomp.pack(seccomp.assemble(USUAL)))
        address = ctypes.addressof(ctypes.c_char.from_buffer(code))
        ctypes.CFUNCTYPE(ctypes.c_int)(address)()
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(pid, 0)[1]) == 31  # SIGSYS
