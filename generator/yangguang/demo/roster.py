"""Who exists: the cast first, then as many invented unions as asked for, most of them small."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice
from typing import TYPE_CHECKING

from yangguang.core.dates import add_years
from yangguang.demo.cast import CAST, DISTRICTS, Quirk, Role
from yangguang.demo.dice import Dice
from yangguang.demo.uscc import invented_uscc
from yangguang.records.registry import Affiliate, District, TradeUnion

if TYPE_CHECKING:
    from collections.abc import Iterator

# Unions that may use the accounts of county level and above: administration and subsidies to subordinates.
ABOVE_COUNTY = frozenset({"municipal", "district", "development_zone", "industrial", "bureau"})
_FIRST, _SECOND = "云海金远朝星晨春清明玉松竹兰梅荷银青白碧", "帆棠禾山露火光晖泉溪石桥林田鹤雁杉月波岭"
_TRADES = (
    ("食品有限公司", "食品"),
    ("机械制造有限公司", "机械"),
    ("物业管理有限公司", "物业"),
    ("物流有限公司", "物流"),
    ("服装有限公司", "服装"),
    ("软件有限公司", "软件"),
    ("建材有限公司", "建材"),
    ("酒店管理有限公司", "酒店"),
    ("家政服务有限公司", "家政"),
    ("印刷有限公司", "印刷"),
    ("医药有限公司", "医药"),
    ("园林绿化有限公司", "园林"),
)

_FOUNDED = {"private": (2001, 2014), "joint": (2004, 2015)}
_SEATS = (("street", "街道总工会", "街道"), ("township", "镇总工会", "镇"), ("park", "园区工会联合会", "园区"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A union of the demo and what scales its money. `cadres` are its union officers."""

    union: TradeUnion
    employees: int
    cadres: int
    quirks: frozenset[Quirk]

    @property
    def union_id(self) -> str:
        """The union's identifier."""
        return self.union.union_id

    @property
    def short(self) -> str:
        """The short name; everyone in the demo has one."""
        return self.union.short_name or self.union.name

    @property
    def chair_since(self) -> date | None:
        """Since when the chair is in office: of two terms in a row the first day of the earlier."""
        start, end = self.union.term_start, self.union.term_end
        return start and end and (start if end.year - start.year > 3 else start.replace(year=start.year - 3))

    @property
    def above_county(self) -> bool:
        """Whether the accounts of county level and above are its own."""
        return self.union.kind in ABOVE_COUNTY


def roster(unions: int, seed: int, last_year: int) -> tuple[Member, ...]:
    """The first `unions` members, superiors before their subordinates."""
    roles = (*CAST[:unions], *islice(_crowd(), max(unions - len(CAST), 0)))
    return tuple(_member(role, serial, seed, last_year) for serial, role in enumerate(roles, 1))


def districts(members: tuple[Member, ...]) -> tuple[District, ...]:
    """The districts that have members."""
    used = {member.union.district for member in members}
    return tuple(
        District(district_id=code, name=name, position=position, name_en=name_en)
        for position, (code, name, name_en) in enumerate(DISTRICTS, 1)
        if code in used
    )


def affiliates(members: tuple[Member, ...]) -> tuple[Affiliate, ...]:
    """The bodies that members own, those whose owner is on the roster."""
    owners = {member.union_id for member in members}
    bodies = (
        ("yangguang-wenhuagong", "yangguang", "阳光市工人文化宫", "institution"),
        ("yangguang-liaoyang", "yangguang", "阳光市职工疗养院", "institution"),
        ("yangguang-bangfu", "yangguang", "阳光市职工帮扶基金会", "foundation"),
        ("jianzhu-peixun", "jianzhu", "阳光市建筑职工培训中心", "institution"),
        ("hefeng-fuwu", "hefeng", "和风区职工服务中心", "institution"),
        ("jidian-yishu", "jidian", "阳光机电职工艺术协会", "association"),
        ("gongjiao-binguan", "gongjiao", "公交职工之家宾馆有限公司", "enterprise"),
    )
    return tuple(
        Affiliate(affiliate_id=code, owner_id=owner, name=name, kind=kind, uscc=invented_uscc(_PREFIX[kind], serial))
        for serial, (code, owner, name, kind) in enumerate(bodies, 900_001)
        if owner in owners
    )


_PREFIX = {"enterprise": "91", "institution": "12", "association": "51", "foundation": "53"}


def _crowd() -> Iterator[Role]:
    """Without end: a street, township or park, then the forty grassroots unions under it; a new district where needed."""
    seated = {role.union_id for role in CAST}
    for block in count():
        place, district, english = DISTRICTS[1 + block % (len(DISTRICTS) - 1)]
        if place not in seated:
            seated.add(place)
            yield Role(
                place, "yangguang", "district", "full", place, f"阳光市{district}总工会", f"{district}总", 5_000,
                name_en=f"{english} Federation of Trade Unions",
            )  # fmt: skip
        superior = f"{place}-{block + 1}"
        kind, ending, short = _SEATS[block % len(_SEATS)]
        word = _word(block * 7 + 3)
        yield Role(superior, place, kind, "full", place, f"{district}{word}{ending}", f"{word}{short}", 700)
        for serial in range(40):
            yield _grassroots(block * 40 + serial, superior, place, district)


def _grassroots(index: int, superior: str, place: str, district: str) -> Role:
    dice = Dice("crowd", index)
    trade, short = _TRADES[index % len(_TRADES)]
    word = _word(index // len(_TRADES))
    standard = dice.chance(0.25)
    return Role(
        f"{superior}-{index % 40 + 1}",
        superior,
        "grassroots",
        "standard" if standard else "basic",
        place,
        f"{district}{word}{trade}工会委员会",
        f"{word}{short}",
        dice.count(150, 700) if standard else dice.count(25, 150),
        "private",
        tuple(quirk for quirk in (Quirk.NO_TRAINING, Quirk.DUES_SHORT) if dice.chance(0.03)),
    )


def _word(index: int) -> str:
    """An invented name of two characters, of three from the four-hundredth on."""
    index, second = divmod(index, len(_SECOND))
    rest, first = divmod(index, len(_FIRST))
    return _FIRST[first] + _SECOND[second] + (_word(rest - 1)[0] if rest else "")


def _member(role: Role, serial: int, seed: int, last_year: int) -> Member:
    dice = Dice(seed, role.union_id)
    quirks = frozenset(role.quirks)
    over = Quirk.TERM_OVER in quirks
    years = 3 if over else 5 if role.tier == "full" else dice.pick((3, 5))
    start = date(last_year - 2, 1, 1) if over else date(last_year - years + 2, dice.count(1, 2), 16)
    legal = role.tier != "basic" or dice.chance(0.4)
    union = TradeUnion(
        union_id=role.union_id,
        name=role.name,
        short_name=role.short_name,
        uscc=invented_uscc("81", serial) if legal else None,
        uscc_absent_reason=None if legal else "尚未取得工会法人资格",
        parent_id=role.parent_id,
        kind=role.kind,
        tier=role.tier,
        employer_nature=role.nature,
        district=role.district,
        founded_on=date(last_year - 2, 1, 5)
        if Quirk.YOUNG in quirks
        else date(dice.count(*_FOUNDED.get(role.nature or "", (1951, 1998))), dice.count(1, 12), dice.count(1, 28)),
        dissolved_on=date(last_year - 1, 12, 20) if Quirk.DISSOLVED in quirks else None,
        term_start=start,
        term_end=add_years(start, years) - timedelta(days=1),
        contact_phone=f"010-0000{serial % 10_000:04d}",
        name_en=role.name_en,
    )
    each, least, most = (260, 5, 100) if role.kind in ABOVE_COUNTY else (60, 2, 40)
    cadres = max(least, min(most, role.employees // each))
    return Member(union=union, employees=role.employees, cadres=cadres, quirks=quirks)
