"""The characters that ordinary Chinese tables are full of: by them a wrong decoding is told from a right one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

# The commonest of running text, of names and addresses, and of the headings of ledgers; simplified, then traditional forms.
SIMPLIFIED = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那"
    "社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通"
    "并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区"
    "强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清"
    "姓名女男身份证号码电话手机住址址楼栋幢单元室房层村镇街巷弄小区苑园花城院厦座户籍出生日期职业备注类别编序所属派出警案件发现状态"
    "店铺营执照负责联系消防安全检查登记核租赁网格社居委会备王李张刘陈杨黄赵周吴徐孙马朱胡林郭何罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈"
    "曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石廖邹熊陆孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "伟芳娜敏静丽军磊洋艳勇涛超秀英霞刚杰娟燕飞华玉兰红梅建国志辉鹏斌宇浩凯"
)
TRADITIONAL = (
    "這為個國時來們動過說產種後學經進電裡現實機當從業還應開間樣與關線數氣點變條沒結問題無軍長東車門見書話語請讓認識記證號碼"
    "樓棟層村鎮區園廈戶籍職業備註類別編號屬警發現狀態鋪營執負責聯繫檢查網會張劉陳楊黃趙吳孫馬羅鄭謝韓馮許鄧蕭葉鍾陸蔣賈閻鄒龍萬錢湯黎喬賀賴龔偉麗靜磊艷勇濤傑燕飛華蘭紅國輝鵬"
    "地址姓名電話身份證性別男女臺灣縣市路街巷弄號室"
)
FREQUENT = frozenset(SIMPLIFIED + TRADITIONAL)


def share(wide: Iterable[str]) -> float:
    """Return how much of the given characters is frequent; 0 of none."""
    known = list(wide)
    return sum(c in FREQUENT for c in known) / len(known) if known else 0.0


def speaking(wide: Iterable[str], most: int = 4) -> str:
    """Return the frequent characters that occur most, as they are shown for evidence: 的、区、栋."""
    counts = Counter(c for c in wide if c in FREQUENT)
    return "、".join(c for c, _ in counts.most_common(most))
