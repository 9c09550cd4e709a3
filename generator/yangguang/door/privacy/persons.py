"""Persons by names, illnesses and how few they are: beside words of help and roles, and alone in a column for a role.

No list knows all names, and every surname begins ordinary words: what is found here is pointed at, never refused.
"""

from __future__ import annotations

import re

from yangguang.door.privacy.text import CELL

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "石廖贾韦夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_DOUBLE = "欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐"
# No given name, but how the ordinary word goes on that a surname begins: 方案, 程序, 马拉松, 万元, 江西, 石油, 田径, 余额.
_NO_NAME = re.compile(
    r"[方任万余程马江石田白雷龙武孔向叶金钟顾汤黄夏史于何贾段毛付董](?:案|式|法|面|向|务|元|额|款|费|人|名|户|序|度"
    r"|拉松|西|苏|南|油|径|酒|衣|家口|师|锋|队|术|雀|上|导|子|表|问|点|药|河|山|季|志|值|落|巾|利|事|何|是|某|血)"
)
_GIVEN = "(?![某职工会员人家困患病慰们等])[一-鿿]"
_NAME = rf"(?!{_NO_NAME.pattern})(?:[{_SURNAMES}]|{_DOUBLE}){_GIVEN}{{1,2}}?"
_END = r"(?=[^一-鿿]|家庭|一家|家属|家中|等|同志|先生|女士|师傅|患|因|大病|住院|病故|去世|的|及|和|与|发放|丧|子女|本人|手术)"
_HELP = "慰问|看望|探望|帮扶|救助|走访|资助|补助|抚恤|发放|送温暖|出差|报销|签收"
_WHOM = "职工|会员|员工|教师|工人|患者|劳模|病号|困难户|家属|遗属|军属|对象|同事|老人|先进"
_ILLNESS = (
    "尿毒症|白血病|[一-鿿]?癌(?!筛|防)|肿瘤|艾滋病?|HIV|乙肝|肝炎|肺结核|抑郁症|精神(?:分裂|病)|糖尿病|心脏病|脑梗|脑溢血|脑出血|中风"
    "|瘫痪|截肢|流产|不孕|癫痫|红斑狼疮|帕金森|尘肺"
)
_AFTER = rf"[^{CELL}，。；;]{{0,12}}?"
_POSTS = "主席|主任|部长|书记|会计|出纳|经理|科长|处长|局长|委员|组长|校长|厂长|院长"
_NO_PERSON = "会部委办室组科处局厅院所站司社店厂校队团行公馆区省市县镇乡村街长员席记任理"

NAMED = re.compile(
    rf"(?:{_HELP}){_AFTER}(?:{_WHOM})[:：]?\s?{_NAME}{_END}"
    rf"|(?:{_WHOM}){_NAME}(?=大病|重病|住院|患|因病|病故|去世|手术)"
    rf"|(?:慰问|看望|探望|帮扶|救助)(?!{_NO_NAME.pattern})[{_SURNAMES}]{_GIVEN}{{2}}{_END}"
    rf"|(?:慰问|帮扶|救助|资助|受助)对象[:：]?\s?{_NAME}{_END}"
    rf"|(?:报销|领款|收款|经办|出差|签收|领取|联系|制表|被慰问|受助|受益)人(?:[:： ]{{0,2}}){_NAME}(?=[^一-鿿])"
    rf"|(?:签收|制表|经办|报销|领取)[:：]\s?{_NAME}(?=[^一-鿿])"
)
SICK = re.compile(rf"(?<![一-鿿]){_NAME}(?=(?:身患|罹患|确诊|患)(?:{_ILLNESS}))")
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
