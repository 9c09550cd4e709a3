"""What treasurers write every day, with numbers that are nobody's. Seeded; all is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.door.careless_writing import digits
from yangguang.door.schema.uscc import check_character

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator


def credit_code(dice: random.Random) -> str:
    """A unified social credit code with the right check character."""
    code = dice.choice(["91", "81", "52", "12", "11"]) + dice.choice(["110101", "310115", "440305"]) + digits(dice, 8)
    code += dice.choice("0123456789ABCDEFGHJKLMNPQRTUWXY")
    return code + check_character(code)


def permit(dice: random.Random) -> str:
    """A permit's number: region, day, serial; one in eleven has an identity number's check digit."""
    return f"{dice.choice(['110105', '110108', '310115', '370202'])}{dice.randint(2008, 2025)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}{digits(dice, 4)}"


def isbn(dice: random.Random) -> str:
    body = "978" + "7" + digits(dice, 8)
    check = -sum(int(d) * (3 if at % 2 else 1) for at, d in enumerate(body)) % 10
    return f"{body}{check}"


def amount(dice: random.Random, most: int = 9) -> str:
    """With separators and cents as spreadsheets write it."""
    return f"{dice.randrange(10 ** dice.randint(2, most)) + dice.randrange(100) / 100:,.2f}"


def day(dice: random.Random) -> str:
    return f"{dice.randint(2010, 2026)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"


def landline(dice: random.Random) -> str:
    area, size = dice.choice([("010", 8), ("021", 8), ("0571", 8), ("0312", 7), ("0755", 8)])
    return f"{area}{dice.choice(['-', ' ', ''])}{dice.choice('2345678')}{digits(dice, size - 1)}"


ORDINARY: tuple[Callable[[random.Random], str], ...] = (
    lambda d: f"发票代码 {d.choice(['1100', '3100', '4403', '0110', '1300', '1500'])}{digits(d, 6)}，号码 {digits(d, 8)}",
    lambda d: f"发票代码：0{d.choice(['1100', '3100', '3302', '1300', '1500', '3702', '4403'])}{d.randint(17, 25)}00{d.choice('12')}{digits(d, 2)}",
    lambda d: f"0{d.choice(['1100', '3302', '1300', '1500', '3702'])}{d.randint(17, 25)}00{d.choice('12')}{digits(d, 2)}",
    lambda d: f"数电发票号码{d.randint(22, 26)}{d.choice(['11', '31', '44', '13', '15'])}2000000{digits(d, 9)}",
    lambda d: f"增值税普通发票 No.{digits(d, 8)} 金额 {amount(d)}",
    lambda d: f"合同编号：{d.choice(['HT', 'GHHT', 'CG', 'BJZGH'])}-{d.randint(2015, 2026)}-{digits(d, 4)}",
    lambda d: f"合同{d.choice(['HT', 'XM', 'CG'])}{d.randint(2015, 2026)}{d.randint(1, 12):02}{d.randint(1, 28):02}{digits(d, 3)}",
    lambda d: f"合同编号{d.randint(13, 19)}{digits(d, 9)}",
    lambda d: f"项目编号 {d.randint(2015, 2026)}-{digits(d, 3)}-{digits(d, 4)}",
    lambda d: f"{d.choice(['京工发', '京工办', '示工财', '沪工总'])}〔{d.randint(2010, 2026)}〕{d.randint(1, 400)}号",
    lambda d: f"京工发[{d.randint(2010, 2026)}]{d.randint(1, 99)}号、京工办发（{d.randint(2010, 2026)}）{d.randint(1, 99)}号",
    lambda d: f"{d.randint(13, 19)}-{d.randint(2015, 2026)}-{digits(d, 5)}",
    lambda d: f"{d.randint(130, 199)}-{d.randint(2015, 2026)}-{digits(d, 4)}",
    lambda d: f"记字第{d.randint(1, 199)}号，凭证{d.randint(2015, 2026)}{d.randint(1, 12):02}-{digits(d, 4)}",
    lambda d: f"凭证号 {d.randint(2015, 2026)}{d.randint(1, 12):02}{digits(d, 6)}",
    lambda d: f"付款凭证{d.randint(13, 19)}{digits(d, 9)}",
    lambda d: f"银行流水号{digits(d, d.choice([16, 18, 20, 22]))}",
    lambda d: f"回单编号 {d.randint(2015, 2026)}{digits(d, 12)}",
    lambda d: f"预算 {amount(d)} 元，决算 {amount(d)} 元",
    lambda d: f"合计{amount(d)}/{amount(d)}",
    lambda d: f"{amount(d)} {amount(d)} {amount(d)}",
    lambda d: f"{d.randint(1000, 19999)}.{digits(d, 2)}、{d.randint(1000, 19999)}.{digits(d, 2)}、{d.randint(100, 9999)}.5",
    lambda d: f"实付{d.randint(13, 19)}{digits(d, 9)}.{digits(d, 2)}元",
    lambda d: f"{d.randint(13, 19)}{digits(d, 9)}元",
    lambda d: f"累计投资{d.randint(13, 19)},{digits(d, 3)},{digits(d, 3)},{digits(d, 3)}元",
    lambda d: f"{d.choice(['支出', '收入', '应付', '资产合计', '累计'])} {d.randint(13, 19)},{digits(d, 3)},{digits(d, 3)},{digits(d, 3)}.{digits(d, 2)}",
    lambda d: f"{d.randint(13, 19)} {d.randint(1000, 9999)} {d.randint(10000, 99999)}",
    lambda d: f"数量 {d.randint(13, 19)}/{d.randint(100, 999)}/{d.randint(100000, 999999)}",
    lambda d: f"服务器 139.{d.randint(100, 255)}.{d.randint(100, 255)}.{d.randint(10, 99)}",
    lambda d: f"由{d.randint(10000, 99999)}元增至{d.randint(100000, 999999)}元",
    lambda d: f"预算数{d.randint(13000, 19999)}，决算数{d.randint(100000, 999999)}",
    lambda d: f"{d.randint(13000, 19999)}/{d.randint(130000, 199999)}元",
    lambda d: f"{day(d)}至{day(d)}",
    lambda d: f"{day(d)} {d.randint(0, 23):02}:{d.randint(0, 59):02}:{d.randint(0, 59):02}",
    lambda d: f"{day(d).replace('-', '.')}-{day(d).replace('-', '.')}",
    lambda d: f"{day(d).replace('-', '')}-{day(d).replace('-', '')}",
    lambda d: f"{day(d).replace('-', '/')} 至 {day(d).replace('-', '/')}",
    lambda d: f"{d.randint(2010, 2026)}年{d.randint(1, 12)}月{d.randint(1, 28)}日、{d.randint(2010, 2026)}年第{d.randint(1, 4)}季度",
    lambda d: f"{d.randint(2010, 2026)}-Q{d.randint(1, 4)}、{d.randint(2010, 2026)}-{d.randint(1, 12):02}",
    lambda d: f"统一社会信用代码{credit_code(d)}",
    credit_code,
    lambda d: f"供应商（{credit_code(d)}）",
    lambda d: f"科目 {d.choice(['50101', '50205', '50402', '40302'])}、{d.choice(['50102', '506', '50502'])}、{d.choice(['402', '403'])}",
    lambda d: f"列支 501 502 503 504 505 506，共 {d.randint(1, 99)} 笔",
    lambda d: f"批号 {d.randint(2015, 2026)}{d.randint(1, 12):02}{d.randint(1, 28):02}{d.choice('ABC')}{digits(d, 2)}",
    lambda d: f"生产批号：{digits(d, 2)}{d.choice('ABCDEF')}{digits(d, 6)}",
    lambda d: f"批号LOT{digits(d, 10)}",
    lambda d: f"图书 ISBN {isbn(d)} {d.randint(10, 300)}册",
    lambda d: f"ISBN 978-7-{digits(d, 4)}-{digits(d, 4)}-{digits(d, 1)}，{d.randint(10, 300)}册",
    lambda d: f"书号7-{digits(d, 4)}-{digits(d, 4)}-X",
    lambda d: f"邮编 {d.choice(['100037', '200031', '310000'])}，地址西城区陶然亭路{d.randint(1, 99)}号",
    lambda d: f"电表起码{d.randint(10000, 19999)}止码{d.randint(20000, 99999)}",
    lambda d: f"电表读数 {d.randint(13000, 19999)}-{d.randint(130000, 199999)} 度",
    lambda d: f"水表 {d.randint(1000, 9999)} → {d.randint(1000, 9999)}，用水 {d.randint(10, 999)} 吨",
    lambda d: f"电表户号{d.randint(1, 9)}{digits(d, 9)}，用电{d.randint(1000, 99999)}度",
    lambda d: f"公务用车{d.randint(1, 30)}辆，行驶{d.randint(10000, 199999)}公里",
    lambda d: f"矿泉水{d.randint(10, 500)}箱×{d.randint(20, 60)}.50元，共{amount(d, 5)}元",
    lambda d: f"毛巾 {d.randint(100, 999)}*{d.randint(10, 99)}.{digits(d, 2)}={amount(d, 5)}",
    lambda d: f"{d.randint(10, 99)}@{d.randint(10, 99)}.50",
    lambda d: f"开户行：示范银行示范支行，联行号{d.choice(['102', '104', '105', '103'])}1000{digits(d, 5)}",
    lambda d: f"政府采购编号 1101{digits(d, 2)}2{d.randint(15, 26)}1020000{digits(d, 4)}-XM001",
    lambda d: f"ZFCG-{d.randint(2015, 2026)}-{digits(d, 5)}-{digits(d, 3)}",
    lambda d: f"施工许可证{permit(d)}",
    permit,
    lambda d: f"建设工程规划许可证 {d.randint(2010, 2025)}规建字{digits(d, 4)}号，许可证编号：{permit(d)}",
    lambda d: f"营业执照注册号 110{digits(d, 12)}",
    lambda d: "拨打12345、12351热线",
    lambda d: f"服务热线400-{digits(d, 3)}-{digits(d, 4)}",
    lambda d: f"客服 400{digits(d, 7)} 或 95588",
    lambda d: f"联系电话 {landline(d)}",
    lambda d: f"办公电话：{landline(d)}转{digits(d, 4)}",
    lambda d: f"参加{d.randint(10, 999)}人，应到{d.randint(10, 999)}，实到{d.randint(10, 999)}，赞成{d.randint(10, 999)}",
    lambda d: f"面积{d.randint(100, 9999)}.{digits(d, 2)}平方米，年租金{amount(d)}元",
    lambda d: f"资产编号 ZC{d.randint(2010, 2026)}{digits(d, 7)}",
    lambda d: f"固定资产编号{d.randint(13, 19)}{digits(d, 9)}",
    lambda d: f"快递单号{d.choice(['SF', 'YT', 'JD'])}{digits(d, 13)}",
    lambda d: f"快递{d.choice(['7', '4', '3'])}{digits(d, 13)}",
    lambda d: f"审计报告 示审字({d.randint(2010, 2026)})第{digits(d, 4)}号",
    lambda d: f"房间{d.randint(1301, 1399)}、{d.randint(1401, 1499)}、{d.randint(1501, 1599)}",
    lambda d: f"{d.randint(1, 9)}.{d.randint(1, 9)}.{d.randint(1, 9)} 第{d.randint(1, 99)}条第{d.randint(1, 9)}款",
    lambda d: f"比上年增长{d.randint(1, 99)}.{digits(d, 2)}%（{amount(d)}）",
    lambda d: f"网址 https://www.example.org/art/{d.randint(2015, 2026)}/{d.randint(1, 12)}/{d.randint(1, 28)}/art_{digits(d, 4)}_{digits(d, 6)}.html",
    lambda d: f"订单{d.randint(2015, 2026)}{digits(d, 14)}",
    lambda d: f"档案号 {digits(d, 3)}-{d.randint(1990, 2026)}-{digits(d, 4)}-{digits(d, 2)}",
    lambda d: f"车架号L{d.choice('SVFZ')}{d.choice('GAVB')}{digits(d, 2)}{d.choice('ABCD')}{digits(d, 11)}",
    lambda d: "第一、二、三、四、五、六、七、八、九、十次会议",
    lambda d: f"二〇二{d.choice('一二三四五')}年{d.choice('一二三四五六')}月，共{d.choice('三四五')}次",
    lambda d: f"第{d.randint(1, 20)}届第{d.randint(1, 9)}次，票数 {d.randint(100, 199)}/{d.randint(100, 199)}/{d.randint(1, 99)}",
    lambda d: f"公积金基数{amount(d, 5)}，比例12%，{d.randint(10, 99)}人",
    lambda d: f"sha256:{d.randbytes(32).hex()}",
    lambda d: f"v{d.randint(1, 9)}.{d.randint(0, 20)}.{d.randint(0, 99)}，{day(d)}T{d.randint(0, 23):02}:{d.randint(0, 59):02}:00+08:00",
    lambda d: f"see page {d.randint(1, 99)} at www.example.org",
    lambda d: f"单价{d.randint(100, 999)}，数量{d.randint(100, 999)}，合计{d.randint(10000, 999999)}",
    lambda d: f"慰问{d.choice(['一线职工', '困难职工家庭', '环卫工人', '老劳模', '高温作业职工', '张家口分会', '王府井工会', '万源市困难职工'])}{d.randint(5, 99)}人",
    lambda d: f"{d.choice(['两癌筛查', '防癌讲座', '乙肝疫苗', '尘肺病防治宣传', '残疾人就业保障金', '心脏病急救培训'])}{d.randint(10, 300)}人次",
    lambda d: f"会员{d.choice(['方案', '余额', '马拉松', '万元', '程序', '江南行'])}{d.randint(1, 99)}",
    lambda d: f"规格 {d.randint(10, 99)}*{d.randint(10, 99)}*{d.randint(10, 99)}cm，{d.randint(1, 99)}个",
    lambda d: f"A&B 印务 {d.randint(1, 99)}，网址 www.example.org",
    lambda d: f"★{d.randint(1, 5)}星 ☆ 评分{d.randint(1, 9)}.{d.randint(0, 9)}",
    lambda d: f"坐标116.{digits(d, 6)},39.{digits(d, 6)}",
)  # fmt: skip


def ordinary(dice: random.Random, times: int) -> Iterator[str]:
    """Texts of every kind that a ledger holds and that are nobody's."""
    for write in ORDINARY:
        for _ in range(times):
            yield write(dice)
