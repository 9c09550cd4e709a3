"""Names beside words of help, of illness and of roles are pointed at; what only begins like a name is not."""

from __future__ import annotations

import random

import pytest

from tests.door.ordinary_writing import ordinary
from tests.door.phrases import PHRASES
from tests.door.test_privacy import table
from yangguang.door.privacy import scan as privacy


def told(name: str, column: str, text: str) -> list[str]:
    found = privacy.scan([table(name, {column: text})])
    assert not any(one.is_error for one in found)
    return [one.code.removeprefix("privacy.") for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "慰问困难职工张建国", "看望住院职工李明", "慰问肺癌患者赵强一家", "救助职工刘洋家庭", "走访困难职工陈静、周杰", "困难职工王芳大病救助",
        "张建国患尿毒症，帮扶3000元", "经办人：李强", "报销人 张伟", "领款人：王芳", "签收：赵六", "帮扶对象：李梅", "慰问会员欧阳修同志", "慰问张建国",
        "慰问李伟同志", "帮扶陈静家庭", "救助杨洋2000元", "周敏因病住院，慰问500元", "报销梁秀英医药费", "李涛患乳腺癌救助", "困难职工孙杰补助",
        "职工马磊家属去世慰问金", "大病救助：陈娟", "王芳（白血病）", "慰问钟强、许芳等人", "给唐涛发放救助金", "宋勇师傅工伤慰问", "送温暖走访彭平家",
        "残疾职工余磊帮扶", "单亲母亲罗霞助学", "金秋助学 熊平之子", "住院慰问-侯秀英", "工亡职工孔玉梅抚恤", "退休职工高志强慰问品", "看望住院职工文磊",
    ],
)  # fmt: skip
def test_a_name_beside_help_or_a_role_is_pointed_at(text: str) -> None:
    assert "person-name" in told("matters", "note", text)


@pytest.mark.parametrize("text", ["帮扶尿毒症职工", "慰问白血病患儿", "补助职工乙肝治疗", "某职工患抑郁症"])
def test_an_illness_beside_help_is_pointed_at(text: str) -> None:
    assert told("matters", "note", text) == ["illness"]


@pytest.mark.parametrize("text", ["张建国", "欧阳修", "主席李明", "工会主席李明", "王芳主任"])
@pytest.mark.parametrize(
    ("name", "column"), [("activities", "leader_role"), ("matters", "decided_by"), ("findings", "verified_by")]
)
def test_a_name_where_a_role_belongs_is_pointed_at(name: str, column: str, text: str) -> None:
    assert told(name, column, text) == ["person-name"]


@pytest.mark.parametrize(
    "text", ["工会主席", "财务部", "董事会", "董事长", "经审会主任", "党委书记", "余杭区总工会", "江西省总"]
)
def test_a_role_where_a_role_belongs_is_none(text: str) -> None:
    assert told("activities", "leader_role", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "职工黄金周慰问", "为方便职工发放", "严重工伤认定", "高温慰问", "职工周末补助", "慰问高校教师家庭", "职工文体补助", "慰问金秋助学学生家庭", "劳模疗养补助",
        "给陆续到岗职工发放", "职工康复治疗", "万一住院", "救助金2000元", "慰问白领、方舱医护等人", "苏州家属院", "报销药费按规定", "住院慰问-标准",
    ],
)  # fmt: skip
def test_a_word_that_only_begins_like_a_name_names_nobody(text: str) -> None:
    assert "person-name" not in told("matters", "note", text)


def test_ordinary_phrases_name_nobody() -> None:
    texts = [*PHRASES, *ordinary(random.Random("names"), 4)]
    found = [
        texts[at + one.place.row - 2]
        for at in range(0, len(texts), 90)
        for one in privacy.scan([table("matters", *({"matter_id": f"M{k}", "note": text} for k, text in enumerate(texts[at : at + 90])))])
        if one.code in {"privacy.person-name", "privacy.illness"} and one.place.row
    ]  # fmt: skip
    assert found == []
