"""The books as they should be, kept in a few plain lines."""

from dataclasses import dataclass, field


@dataclass
class Holder:
    """An account as it should be: what it holds less what it owes, and how many free runs were used."""

    id: int
    name: str
    net: int = 0
    used: int = 0
    joined: "Holder | None" = None
    erased: bool = False

    @property
    def is_alive(self) -> bool:
        return self.joined is None and not self.erased

    @property
    def now(self) -> "Holder":
        return self.joined.now if self.joined else self


@dataclass
class Order:
    """A job as it should be."""

    id: int
    owner: Holder
    payer: Holder
    price: int
    free: bool
    state: str = "reserved"
    attempt: int = 0
    delivered: bool = False
    gone: bool = False

    @property
    def is_open(self) -> bool:
        return not self.gone and self.state in ("reserved", "running")

    @property
    def waits(self) -> bool:
        return not self.gone and self.state in ("done", "failed") and not self.delivered


@dataclass
class Paid:
    """What was granted or bought for a cause."""

    kind: str
    holder: Holder
    amount: int
    taken_back: bool = False


@dataclass
class Totals:
    """What came into all accounts together, and what left them."""

    given: int = 0
    taken: int = 0
    orders: list[Order] = field(default_factory=list)
