"""Private numbers as people write them who do not think of a machine that looks. Seeded; all is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from yangguang.door.privacy.check_digits import PROVINCES, is_bank_card

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    Style = Callable[[str], str]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def digits(dice: random.Random, count: int) -> str:
    return "".join(dice.choices("0123456789", k=count))


def identity(dice: random.Random) -> str:
    """An identity number with the right check digit, of somebody born between 1945 and 2009."""
    region = (
        dice.choice(sorted(PROVINCES - {"71", "81", "82", "83"})) + f"{dice.randint(1, 29):02}{dice.randint(1, 29):02}"
    )
    day = f"{dice.randint(1945, 2009)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}"
    number = region + day + digits(dice, 3)
    return number + "10X98765432"[sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=True)) % 11]


def old_identity(dice: random.Random) -> str:
    """Fifteen digits, as identity numbers were until 1999."""
    number = identity(dice)
    return f"{number[:6]}{dice.randint(45, 81)}{number[10:17]}"


def mobile(dice: random.Random) -> str:
    return dice.choice(["138", "139", "136", "150", "159", "177", "186", "189", "199", "133"]) + digits(dice, 8)


def card(dice: random.Random) -> str:
    """A bank card with the right last digit, mostly of UnionPay."""
    prefix, length = dice.choice(
        [("622202", 19), ("621700", 19), ("622848", 19), ("622588", 16), ("622609", 16), ("621483", 16), ("625965", 16),
         ("456351", 16), ("518710", 16), ("436742", 16), ("601382", 19), ("955880", 19)]
    )  # fmt: skip
    body = prefix + digits(dice, length - 7)
    return next(body + last for last in "0123456789" if is_bank_card(body + last))


def address(dice: random.Random) -> str:
    local = dice.choice(
        ["zhangsan", "li.si", "wangwu88", "zhao_liu", "chen-qi", "12345678", "gh2025", "sunba1990", "zhou"]
    )
    domains = (
        "qq.com 163.com 126.com sina.com.cn gmail.com example.org mail.example.com.cn 139.com bj-example.cn foxmail.com"
    )
    return f"{local}@{dice.choice(domains.split())}"


def apart(separator: str, *sizes: int) -> Style:
    """A number in groups of these sizes, the last as long as what is left; without sizes digit by digit."""

    def write(number: str) -> str:
        groups, rest = [], number
        for size in sizes or (1,) * (len(number) - 1):
            groups.append(rest[:size])
            rest = rest[size:]
        return separator.join([*groups, *([rest] if rest else [])])

    return write


def written(digit_signs: str) -> Style:
    """A number in other signs for 0 to 9."""
    return lambda number: number.translate(str.maketrans("0123456789", digit_signs))


def around(before: str, after: str = "", style: Style = str) -> Style:
    """Something directly before and after."""
    return lambda number: f"{before}{style(number)}{after}"


def mixed(number: str) -> str:
    """Every third digit as a numeral."""
    return "".join("〇一二三四五六七八九"[int(d)] if at % 3 == 1 and d.isdigit() else d for at, d in enumerate(number))


def with_letters(zero: str, one: str) -> Style:
    """O for 0 and l for 1, from the second character on: by hand, or by a machine that reads paper."""
    return lambda number: number[0] + number[1:].replace("0", zero).replace("1", one)


def percent(number: str) -> str:
    return "".join(f"%{ord(char):02X}" for char in number)


def entities(number: str) -> str:
    return "".join(f"&#{ord(char)};" for char in number)


_SEPARATORS = (*" -–—－.·・/、,，_\u3000\u00a0\n\\", "  ", " - ")
_EVERY: dict[str, Style] = {
    "plain": str,
    "full width": written("０１２３４５６７８９"),
    "numerals": written("〇一二三四五六七八九"),
    "numerals with 零 and 幺": written("零幺二三四五六七八九"),
    "bankers' numerals": written("零壹贰叁肆伍陆柒捌玖"),
    "numerals among digits": mixed,
    "Arabic digits": written("٠١٢٣٤٥٦٧٨٩"),
    "Devanagari digits": written("०१२३४५६७८९"),
    "bold digits": written("𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"),
    "circled digits": written("⓪①②③④⑤⑥⑦⑧⑨"),
    "letters O": with_letters("O", "1"),
    "letters o and l": with_letters("o", "l"),
    "letters O and I": with_letters("O", "I"),
    "digit by digit": apart(" "),
    "digit by digit, dashes": apart("-"),
    "zero width": apart("\u200b", 3, 4),
    "joiners everywhere": apart("\u200d"),
    "soft hyphens": apart("\xad", 3, 4),
    "byte order marks": apart("\ufeff", 5),
    "percent": percent,
    "percent in an address": around("https://example.org/q?t=", "&x=1", percent),
    "in an address": around("https://example.org/q?t=", "&x=1"),
    "behind a hash": around("https://example.org/q#", ""),
    "entities": entities,
    "escapes": lambda number: "".join(f"\\x{ord(char):02x}" for char in number),
    "white on black digits": written("⓿❶❷❸❹❺❻❼❽❾"),
    "merchants' digits": written("〇〡〢〣〤〥〦〧〨〩"),
    "a number of a list": around("①"),
    "dots above": apart("˙", 4, 4),
    "strokes": apart("丨", 4, 4),
    "brackets": around("（", "）"),
    "square brackets": around("[", "]"),
    "quotes": around("“", "”"),
    "letters before": around("No"),
    "a colon before": around("号码:"),
    "an equals sign before": around("n="),
    "words after": around("", "转张某"),
}  # fmt: skip
MOBILE: dict[str, Style] = _EVERY | {
    **{f"3-4-4 by {mark!r}": apart(mark, 3, 4) for mark in _SEPARATORS},
    **{f"5-6 by {mark!r}": apart(mark, 5) for mark in (" ", "-", "/", "\n")},
    **{f"3-8 by {mark!r}": apart(mark, 3) for mark in (" ", "-", "/", ".", "\n")},
    **{f"7-4 by {mark!r}": apart(mark, 7) for mark in (" ", "-", "\n")},
    **{f"4-4-3 by {mark!r}": apart(mark, 4, 4) for mark in (" ", "-")},
    **{f"4-3-4 by {mark!r}": apart(mark, 4, 3) for mark in (" ", "-")},
    **{f"3-3-5 by {mark!r}": apart(mark, 3, 3) for mark in (" ", "-", ".")},
    **{f"2-3-3-3 by {mark!r}": apart(mark, 2, 3, 3) for mark in (" ", "-", ",", "，", "·", "/")},
    **{f"2-9 by {mark!r}": apart(mark, 2) for mark in (" ", "-", "·")},
    **{f"2-4-5 by {mark!r}": apart(mark, 2, 4) for mark in "-·_"},
    **{f"5-3-3 by {mark!r}": apart(mark, 5, 3) for mark in ". -"},
    "as an amount": around("", ".00"), "as an amount with one nought": around("", ".0"), "a unit after groups": around("", "元", apart("-", 3, 4)),
    "as an amount in thousands": around("", ".00", apart(",", 2, 3, 3)), "a long-distance call": around("0"),
    "6-5": apart(" ", 6), "8-3": apart(" ", 8), "two by two": apart(" ", 1, 2, 2, 2, 2),
    "a bracket around three": lambda number: f"({number[:3]}){number[3:]}",
    "a bracket around four": lambda number: f"{number[:3]}({number[3:7]}){number[7:]}",
    "a full-width bracket": lambda number: f"（{number[:3]}）{number[3:7]}-{number[7:]}",
    "two separators": lambda number: f"{number[:3]}-{number[3:7]} {number[7:]}",
    **{f"after {mark!r}": around(mark) for mark in (
        "Tel", "TEL:", "tel.", "Mobile", "phone", "Tel：", "手机", "电话：", "M", "T:", "sj", "vx", "zhangsan", "+86", "+86 ", "+86-",
        "86", "0086", "0086-", "(+86)", "+86(0)", "联系人王某")},
    **{f"+86 and {mark!r}": around(f"+86{mark}", "", apart(mark, 3, 4)) for mark in (" ", "-")},
    "0086 in groups": around("0086 ", "", apart(" ", 3, 4)),
    "a nought before": around("电话0"),
    "an extension": around("", "-8001"), "an extension in groups": around("", "-801", apart("-", 3, 4)), "转": around("", "转8001"),
    "twice": lambda number: f"{number}/{number}", "twice in groups": lambda number: f"{apart(' ', 3, 4)(number)} {apart(' ', 3, 4)(number)}",
    "Tel with letters O": around("Tel", "", with_letters("O", "1")),
    "tel link": around("tel:"),
    "a day before": around("2025-03-15 "), "numerals with 么": written("〇么二三四五六七八九"), "traditional numerals": written("零壹貳參肆伍陸柒捌玖"),
    "in quotes of JSON": lambda number: f'{{"tel":"{number}"}}', "in a link": lambda number: f'<a href="tel:{number}">电话</a>',
    "bold in the middle": lambda number: f"{number[:3]}**{number[3:7]}**{number[7:]}", "the same for WeChat": around("", "（微信同号）"),
}  # fmt: skip
IDENTITY: dict[str, Style] = _EVERY | {
    **{f"6-8-4 by {mark!r}": apart(mark, 6, 8) for mark in _SEPARATORS},
    **{f"6-4-4-4 by {mark!r}": apart(mark, 6, 4, 4) for mark in (" ", "-", ".", "/")},
    **{f"4-4-4-4-2 by {mark!r}": apart(mark, 4, 4, 4, 4) for mark in (" ", "-")},
    **{f"3-3-4-4-4 by {mark!r}": apart(mark, 3, 3, 4, 4) for mark in (" ", "-")},
    "6-4-2-2-4": apart(" ", 6, 4, 2, 2), "6-12": apart(" ", 6), "14-4": apart("-", 14), "10-8": apart(" ", 10), "9-9": apart("\n", 9),
    "the day as a date": lambda number: f"{number[:6]} {number[6:10]}-{number[10:12]}-{number[12:14]} {number[14:]}",
    "the day as a date, dashes": lambda number: f"{number[:6]}-{number[6:10]}-{number[10:12]}-{number[12:14]}-{number[14:]}",
    "the day in brackets": lambda number: f"{number[:6]}({number[6:14]}){number[14:]}",
    "the day in words": lambda number: f"{number[:6]}{number[6:10]}年{number[10:12]}月{number[12:14]}日{number[14:]}",
    "17 and one": apart("-", 17), "17 and one apart": apart(" ", 17),
    "a small x": lambda number: number.replace("X", "x"), "a full-width X": lambda number: number.replace("X", "Ｘ"),
    "a multiplication sign": lambda number: number.replace("X", "×"), "a Cyrillic X": lambda number: number.replace("X", "Х"),
    **{f"after {mark!r}": around(mark) for mark in (
        "身份证", "身份证号：", "身份证号码为", "ID", "ID:", "SFZ", "sfzh", "证件号", "Id No.", "王某", "居民身份证编号")},
    "a name after": around("", "王某"),
    "letters after": around("", "（本人）"),
}  # fmt: skip
CARD: dict[str, Style] = _EVERY | {
    **{f"4-4-4-4 by {mark!r}": apart(mark, 4, 4, 4, 4) for mark in _SEPARATORS},
    **{f"6-10 or 13 by {mark!r}": apart(mark, 6) for mark in (" ", "-", "/")},
    **{f"8-8 or 11 by {mark!r}": apart(mark, 8) for mark in (" ", "-")},
    **{f"5-5-5 by {mark!r}": apart(mark, 5, 5, 5) for mark in (" ", "-")},
    "two by two": apart(" ", *(2,) * 8), "4-12": apart(" ", 4), "a line break": apart("\n", 10),
    "brackets around four": lambda number: f"({number[:4]}){number[4:]}",
    "two separators": lambda number: f"{number[:4]}-{number[4:8]} {number[8:12]}-{number[12:]}",
    **{f"after {mark!r}": around(mark) for mark in (
        "卡号", "卡号：", "银行卡", "工资卡号为", "Card", "card no.", "ICBC", "工行", "建行卡", "Visa", "KH", "yhk", "王某", "打入")},
    "a unit after": around("", "元"), "a bank after": around("", "（工商银行）"), "a name after": around("", "张某"),
}  # fmt: skip


def _at(at: str, dot: str = ".") -> Style:
    def write(mail: str) -> str:
        local, domain = mail.split("@")
        return f"{local}{at}{domain.replace('.', dot)}"

    return write


EMAIL: dict[str, Style] = {
    "plain": str, "capitals": str.upper, "full-width sign": _at("＠"), "small sign": _at("﹫"),
    "full width": lambda mail: "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in mail),
    **{f"sign as {at!r}": _at(at) for at in (
        " at ", "(at)", " (at) ", "[at]", " [at] ", "{at}", "<at>", "（at）", "【at】", " AT ", "(AT)", "艾特", " 艾特 ", "圈a", "(@)", "[@]", "_at_")},
    **{f"spaces {at!r}": _at(at) for at in (" @ ", " @", "@ ", "  @  ", "\u3000@\u3000", "\u00a0@\u00a0")},
    **{f"dot as {dot!r}": _at("@", dot) for dot in (
        "[dot]", "(dot)", " dot ", " [dot] ", "{dot}", "点", "。", " . ", " .", "．", "·", ",")},
    **{f"{at!r} and {dot!r}": _at(at, dot) for at, dot in (
        (" at ", " dot "), ("(at)", "(dot)"), ("[at]", "[dot]"), (" AT ", " DOT "), ("艾特", "点"), (" @ ", " . "))},
    "zero width": lambda mail: mail.replace("@", "\u200b@\u200b"), "soft hyphens": lambda mail: mail.replace(".", "\xad.\xad"),
    "percent": lambda mail: quote(mail, safe=""), "percent for all": percent, "entities": entities, "entity": lambda mail: mail.replace("@", "&#64;"),
    "mailto": around("mailto:"), "in an address": around("https://example.org/?m=", "&x=1"),
    **{f"after {mark!r}": around(mark) for mark in ("邮箱", "邮箱：", "E-mail:", "email ", "联系", "Mail:", "（", "请发")},
    "a Chinese name after": around("", "张三"), "brackets": around("<", ">"), "quotes": around("“", "”"), "a full stop": around("", "。"),
    "a number at qq": lambda mail: "12345678 qq.com", "a number and qq": lambda mail: "87654321qq.com", "a hash": lambda mail: "zhangsan#qq.com",
    "in a link": lambda mail: f'<a href="mailto:{mail}">信</a>',
    "two signs": _at("@@"), "dots around at": _at(".at."), "spaced 点": _at("@", " 点 "), "capital DOT": _at("@", "DOT"),
    **{f"{sign!r} for the sign": lambda mail, sign=sign: f"{mail.split('@')[0]}{sign}163.com" for sign in "*●☆&"},
    "wx": lambda mail: "wx：lisi1990", "a number # qq": lambda mail: "12345678#qq.com", "a Chinese local part": lambda mail: "张三@" + mail.split("@")[1],
}  # fmt: skip
SENTENCES = (
    "{}", "请与{}联系", "报销人{}，已签字", "慰问活动经办{}", "备注：{}。", "本项目由{}负责", "活动用品 {} 已领取", "经费由{}代收，共3笔",
    "2025年度：{}", "（{}）", "详情见{}。", "退回{}补签", "会议通知已发{}，到会12人", "住宿费已付，{}", "{}；另附发票2张", "第3季度{}",
)  # fmt: skip
"""Between them the sentences have no word that says what the number is, and none that says it is something else."""


def recall(kind: str, style: Style, dice: random.Random) -> str:
    """A sentence with a number (or address) of `kind` written in that style."""
    make = {"id": identity, "mobile": mobile, "card": card, "email": address}[kind]
    return dice.choice(SENTENCES).format(style(make(dice)))


STYLES: dict[str, dict[str, Style]] = {"id": IDENTITY, "mobile": MOBILE, "card": CARD, "email": EMAIL}
