"""Persons by names, illnesses and how few they are: beside words of help and roles, and alone in a column for a role.

No list knows all names, and every surname begins ordinary words: what is found here is pointed at, never refused.
"""

from __future__ import annotations

import re

from yangguang.door.privacy.text import CELL

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "石廖贾韦夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤金常乔傅易萧柳倪翟祝庄詹耿兰葛洪殷"
    "骆裴窦霍符樊冉鲁苗盛高赖阎康文"
)
_DOUBLE = "欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐"
# No given name, but how the ordinary word goes on that a surname begins: 方案, 程序, 马拉(松), 万元, 江西, 石油, 田径, 余额;
# first what any of them may go on with, then what one alone does.
_NO_NAME = (
    r"[方任万余程马江石田白雷龙武孔向叶金钟顾汤黄夏史于何贾段毛付董](?:案|式|法|面|向|务|元|额|款|费|人|名|户|序|度"
    r"|拉|西|苏|南|油|径|酒|衣|师|锋|队|术|雀|上|导|表|问|点|药|河|山|季|值|落|巾|利|事|何|是|某|血)"
    "|金[秋融属额黄]|黄[金油豆]|白[金领糖]|周[末年边期转一二三四五六日]|陆[续地路军海]|严[重格禁控寒防]|钱[款物]|苏[州式]|许[可多诺]|谢[师意]"
    "|常[委务规年态用设见住驻州德备]|易[地发拉耗]|庄[园稼严]|洪[涝灾水]|符[合号]|苗[圃木]|盛[会典大夏]|葛[根洲]|兰[州花]|柳[州树编]|祝[贺福愿]"
    "|鲁[迅班]|霍乱|殷切|沈阳|郑[州重]|徐州|孙[女子]|孔子|万[一事]|夏[送令]|方[便舱]|马[上路甲]|石化|江[浙豚]|林[业木]|龙[虾井]|毛[毯衣]|姜茶|汤圆"
    "|梁柱|熊猫|曹操|杜绝|吕梁|丁香|任丘|范[围本]|段[落位]|侯车|顾客|武警|莫大|向导|余[姚杭]|董[事酒]|秦[岭皇]|田[间野]|雷[达雨]|史[料诗志]|[石叶毛]子|方志"
    "|高[温校考级速端危原新层铁度龄标质碑等技血工中空职风压]|康[复养体乐健宁]|文[体化件明艺娱物具字书史旅秘员档献案集]"
)
_GIVEN = "(?:(?![某职工会员人家困患病慰们等])[一-鿿])"
_NAME = rf"(?:[{_SURNAMES}]{_GIVEN}(?<!{_NO_NAME})|(?:{_DOUBLE}){_GIVEN}){_GIVEN}??"
_END = r"(?=[^一-鿿]|家庭|一家|家属|家中|等|同志|先生|女士|师傅|患|因|大病|住院|病故|去世|的|及|和|与|发放|丧|子女|本人|手术)"
_HELP = "慰问|看望|探望|帮扶|救助|走访|资助|补助|抚恤|发放|送温暖|出差|报销|签收"
_WHOM = (
    "职工|会员|员工|教师|工人|患者|劳模|病号|困难户|家属|遗属|军属|对象|同事|老人|先进|学生|儿童|孤儿"
    "|母亲|父亲|妻子|丈夫|儿子|女儿"
)
_ILLNESS = (
    "尿毒症|白血病|[一-鿿]{0,3}?癌(?!筛|防)|肿瘤|艾滋病?|HIV|乙肝|肝炎|肺结核|抑郁症|精神(?:分裂|病)|糖尿病|心脏病|脑梗|脑溢血|脑出血|中风"
    "|瘫痪|截肢|流产|不孕|癫痫|红斑狼疮|帕金森|尘肺"
)
_AFTER = rf"[^{CELL}，。；;]{{0,12}}?"
_POSTS = "主席|主任|部长|书记|会计|出纳|经理|科长|处长|局长|委员|组长|校长|厂长|院长"
_NO_PERSON = "会部委办室组科处局厅院所站司社店厂校队团行公馆区省市县镇乡村街长员席记任理"

_TITLE = "同志|先生|女士|师傅"
_KIN = "家属|家庭|一家|家人|家中|家(?![一-鿿])|父亲|母亲|之[子女]|子女|儿子|女儿|妻子|丈夫|遗属"
_FATE = (
    "因病|因工|因伤|因公|患|罹患|身患|确诊|生病|大病|重病|住院|病故|去世|逝世|工伤|工亡|骨折|手术|突发|丧|致残|心理"
    "|医疗|医药|治疗|分娩"
)
_CARE = "补助|补贴|慰问|救助|帮扶|助学|抚恤|资助|援助"
# What follows a name that stands alone at the beginning of a clause.
_LOT = (
    rf"(?=(?:{_TITLE})?(?:{_FATE})|(?:{_TITLE})[^，。；;{CELL}]{{0,6}}(?:{_CARE})|的?(?:{_KIN})"
    rf"|[(（](?:{_ILLNESS}|低保|困难|残疾|大病|重病|单亲))"
)

# Each begins with its words or characters themselves: those are looked for several times as fast as anything else.
NAMED = (
    re.compile(
        rf"(?:{_HELP})(?:{_AFTER}(?:{_WHOM})[:：]?\s?{_NAME}{_END}"
        rf"|[金品款费]?[-:： /—]\s?{_NAME}(?=[^一-鿿])|(?<=报销){_NAME}(?=(?:医[药疗]|药|住院|检查|治疗|手术)费)"
        rf"|{_NAME}(?=(?:{_TITLE})|{_KIN}|等[0-9一二三四五六七八九十]*人|[、和及与]{_NAME}(?:{_END}|[、等])|[0-9][0-9,.]*元)"
        rf"|(?<=慰问|看望|探望|帮扶|救助)[{_SURNAMES}]{_GIVEN}(?<!{_NO_NAME}){_GIVEN}{_END}"
        rf"|对象[:：]?\s?{_NAME}{_END})"
    ),
    re.compile(rf"(?:{_WHOM}){_NAME}(?={_FATE}|{_CARE}|{_KIN})"),
    re.compile(rf"[给为向](?<![一-鿿].){_NAME}(?=(?:{_TITLE})?(?:发放|送|捐款|申请|办理|支付|报销|拨付))"),
    re.compile(rf"[{_SURNAMES}](?<![一-鿿].){_GIVEN}(?<!{_NO_NAME}){_GIVEN}??{_LOT}"),
    re.compile(rf"(?:{_DOUBLE})(?<![一-鿿]..){_GIVEN}{{1,2}}?{_LOT}"),
    re.compile(
        rf"(?:报销|领款|收款|经办|出差|签收|领取|联系|制表|被慰问|受助|受益)(?:人[:： ]{{0,2}}|[:：]\s?){_NAME}(?=[^一-鿿])"
    ),
)
ILL = re.compile(rf"(?:{_HELP}){_AFTER}(?P<ill>{_ILLNESS})|患(?P<has>{_ILLNESS})")
BARE = re.compile(
    rf"(?<={CELL})(?:(?:[一-鿿]{{0,6}}(?:{_POSTS}))?[:： ]?(?P<name>{_NAME})(?<![{_NO_PERSON}])"
    rf"|(?P<titled>{_NAME})(?:副?(?:{_POSTS})))(?={CELL})"
)

_HELPED = "职工|会员|家庭|困难户|患者|劳模|学生|子女|遗属|老人|对象"
_COUNT = r"(?<![0-9.,第十百千])[1-4一二两三四] ?(?:名|户|位|人)(?!员|工|均)"
_CLAUSE = rf"[^{CELL}，。；;0-9]"
FEW = re.compile(
    rf"(?:慰问|看望|探望|帮扶|救助|走访|资助|送温暖)(?!{_CLAUSE}{{0,3}}[组团队])(?:{_CLAUSE}{{0,12}}?{_COUNT}{_CLAUSE}{{0,8}}?(?:{_HELPED})"
    rf"|{_CLAUSE}{{0,14}}?(?:{_HELPED}){_CLAUSE}{{0,6}}?{_COUNT})"
    rf"|{_COUNT}(?:特?困|患|大病|重病|残疾|住院|单亲|受灾){_CLAUSE}{{0,6}}?(?:{_HELPED})"
)
