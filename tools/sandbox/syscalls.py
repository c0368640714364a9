"""Numbers of the system calls that a worker is refused, for x86_64 and aarch64 (None where the machine has none).

From asm/unistd_64.h and asm-generic/unistd.h of Linux 6.
"""

from typing import NamedTuple


class Numbers(NamedTuple):
    """One system call's number on each machine."""

    x86_64: int | None
    aarch64: int | None


FILES = {
    "open": Numbers(2, None),
    "openat": Numbers(257, 56),
    "openat2": Numbers(437, 437),
    "creat": Numbers(85, None),
    "open_by_handle_at": Numbers(304, 265),
    "name_to_handle_at": Numbers(303, 264),
    "open_tree": Numbers(428, 428),
    "open_tree_attr": Numbers(467, 467),
    "unlink": Numbers(87, None),
    "unlinkat": Numbers(263, 35),
    "rename": Numbers(82, None),
    "renameat": Numbers(264, 38),
    "renameat2": Numbers(316, 276),
    "link": Numbers(86, None),
    "linkat": Numbers(265, 37),
    "symlink": Numbers(88, None),
    "symlinkat": Numbers(266, 36),
    "mkdir": Numbers(83, None),
    "mkdirat": Numbers(258, 34),
    "rmdir": Numbers(84, None),
    "mknod": Numbers(133, None),
    "mknodat": Numbers(259, 33),
    "truncate": Numbers(76, 45),
    "chmod": Numbers(90, None),
    "fchmod": Numbers(91, 52),
    "fchmodat": Numbers(268, 53),
    "fchmodat2": Numbers(452, 452),
    "chown": Numbers(92, None),
    "fchown": Numbers(93, 55),
    "lchown": Numbers(94, None),
    "fchownat": Numbers(260, 54),
    "utime": Numbers(132, None),
    "utimes": Numbers(235, None),
    "futimesat": Numbers(261, None),
    "utimensat": Numbers(280, 88),
    "setxattr": Numbers(188, 5),
    "lsetxattr": Numbers(189, 6),
    "fsetxattr": Numbers(190, 7),
    "setxattrat": Numbers(463, 463),
    "removexattr": Numbers(197, 14),
    "lremovexattr": Numbers(198, 15),
    "fremovexattr": Numbers(199, 16),
    "removexattrat": Numbers(466, 466),
    "file_setattr": Numbers(469, 469),
    "chdir": Numbers(80, 49),
    "fchdir": Numbers(81, 50),
    "chroot": Numbers(161, 51),
    "pivot_root": Numbers(155, 41),
    "mount": Numbers(165, 40),
    "umount2": Numbers(166, 39),
    "move_mount": Numbers(429, 429),
    "mount_setattr": Numbers(442, 442),
    "fsopen": Numbers(430, 430),
    "fsconfig": Numbers(431, 431),
    "fsmount": Numbers(432, 432),
    "fspick": Numbers(433, 433),
    "inotify_init": Numbers(253, None),
    "inotify_init1": Numbers(294, 26),
    "fanotify_init": Numbers(300, 262),
}
"""Opening, making, renaming or changing anything by its path."""

PROCESSES = {
    "execve": Numbers(59, 221),
    "execveat": Numbers(322, 281),
    "fork": Numbers(57, None),
    "vfork": Numbers(58, None),
    "unshare": Numbers(272, 97),
    "setns": Numbers(308, 268),
    "kill": Numbers(62, 129),
    "tkill": Numbers(200, 130),
    "rt_sigqueueinfo": Numbers(129, 138),
    "rt_tgsigqueueinfo": Numbers(297, 240),
    "pidfd_open": Numbers(434, 434),
    "pidfd_getfd": Numbers(438, 438),
    "pidfd_send_signal": Numbers(424, 424),
    "ptrace": Numbers(101, 117),
    "process_vm_readv": Numbers(310, 270),
    "process_vm_writev": Numbers(311, 271),
    "process_madvise": Numbers(440, 440),
    "process_mrelease": Numbers(448, 448),
    "kcmp": Numbers(312, 272),
    "migrate_pages": Numbers(256, 238),
    "move_pages": Numbers(279, 239),
    "setpriority": Numbers(141, 140),
    "ioprio_set": Numbers(251, 30),
    "sched_setparam": Numbers(142, 118),
    "sched_setscheduler": Numbers(144, 119),
    "sched_setattr": Numbers(314, 274),
    "sched_setaffinity": Numbers(203, 122),
    "setrlimit": Numbers(160, 164),
    "setuid": Numbers(105, 146),
    "setgid": Numbers(106, 144),
    "setreuid": Numbers(113, 145),
    "setregid": Numbers(114, 143),
    "setresuid": Numbers(117, 147),
    "setresgid": Numbers(119, 149),
    "setgroups": Numbers(116, 159),
    "setfsuid": Numbers(122, 151),
    "setfsgid": Numbers(123, 152),
    "capset": Numbers(126, 91),
    "setsid": Numbers(112, 157),
    "setpgid": Numbers(109, 154),
}
"""Starting, signalling, slowing down or looking into other processes, and becoming someone else."""

NETWORK = {
    "socket": Numbers(41, 198),
    "socketpair": Numbers(53, 199),
    "connect": Numbers(42, 203),
    "bind": Numbers(49, 200),
    "listen": Numbers(50, 201),
    "accept": Numbers(43, 202),
    "accept4": Numbers(288, 242),
    "shmget": Numbers(29, 194),
    "shmat": Numbers(30, 196),
    "shmctl": Numbers(31, 195),
    "semget": Numbers(64, 190),
    "semop": Numbers(65, 193),
    "semctl": Numbers(66, 191),
    "msgget": Numbers(68, 186),
    "msgsnd": Numbers(69, 189),
    "msgrcv": Numbers(70, 188),
    "msgctl": Numbers(71, 187),
    "mq_open": Numbers(240, 180),
    "mq_unlink": Numbers(241, 181),
}
"""Every kind of socket, and messages between processes."""

KERNEL = {
    "memfd_create": Numbers(319, 279),
    "memfd_secret": Numbers(447, 447),
    "userfaultfd": Numbers(323, 282),
    "bpf": Numbers(321, 280),
    "perf_event_open": Numbers(298, 241),
    "io_uring_setup": Numbers(425, 425),
    "io_uring_enter": Numbers(426, 426),
    "io_uring_register": Numbers(427, 427),
    "io_setup": Numbers(206, 0),
    "keyctl": Numbers(250, 219),
    "add_key": Numbers(248, 217),
    "request_key": Numbers(249, 218),
    "init_module": Numbers(175, 105),
    "finit_module": Numbers(313, 273),
    "delete_module": Numbers(176, 106),
    "kexec_load": Numbers(246, 104),
    "kexec_file_load": Numbers(320, 294),
    "reboot": Numbers(169, 142),
    "syslog": Numbers(103, 116),
    "sethostname": Numbers(170, 161),
    "setdomainname": Numbers(171, 162),
    "settimeofday": Numbers(164, 170),
    "clock_settime": Numbers(227, 112),
    "adjtimex": Numbers(159, 171),
    "clock_adjtime": Numbers(305, 266),
    "iopl": Numbers(172, None),
    "ioperm": Numbers(173, None),
    "modify_ldt": Numbers(154, None),
    "personality": Numbers(135, 92),
    "swapon": Numbers(167, 224),
    "swapoff": Numbers(168, 225),
    "quotactl": Numbers(179, 60),
    "quotactl_fd": Numbers(443, 443),
    "acct": Numbers(163, 89),
    "vhangup": Numbers(153, 58),
    "seccomp": Numbers(317, 277),
}
"""Interfaces that exploits use and that pictures never need."""

DENIED = FILES | PROCESSES | NETWORK | KERNEL

CLONE = Numbers(56, 220)
CLONE3 = Numbers(435, 435)
TGKILL = Numbers(234, 131)
PRLIMIT64 = Numbers(302, 261)
IOCTL = Numbers(16, 29)
FCNTL = Numbers(72, 25)
SECCOMP = Numbers(317, 277)
