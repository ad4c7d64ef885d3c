"""How callers say things: numbers to call back, names (with an English title too), where a place begins and ends, coordinates."""

from __future__ import annotations

import re

PHONE = re.compile(r"(?<![\d.])(?:\+?86[- ]?)?(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?[2-9]\d{6,7})(?![\d.])", re.ASCII)
ADDRESSED = "先生|女士|小姐|太太|师傅|大爷|大妈|大娘|阿姨|叔叔|老师|老板|经理|同志"
NAMED = re.compile(rf"(?<![\u3400-\u9fff])([\u3400-\u9fff]{{1,3}}(?:{ADDRESSED}))(?![\u3400-\u9fff])")
SAID = re.compile(r"(?:报警人|来电人|姓名|我叫|自称)(?:[:：是叫 ]|姓名)*([\u3400-\u9fff]{2,4})(?![\u3400-\u9fff])")
TITLED = re.compile(r"(?<!\w)((?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][\w'’-]+)")  # noted down in English
BREAK = re.compile(r"[\s,，。;；!！?？]+")
LEAD = re.compile(
    r"^(?:(?:报警人|来电人|群众)?(?:称|说|反映)?(?:有人|我们家?|我家?|他们|他|她|家里)?(?:现在|刚才|正)?(?:在|位于|住在|住|家在|就在|到)"
    r"|地址(?:是|在)?[:：]?|地点(?:是|在)?[:：]?|这里是|这边是|我这是)"
)
# Words that no place ends with: what follows them is what happened.
HAPPENS = re.compile(r"有人|有个|有一|有两|发生|正在|被|因为|因|要求|需要|请|快来|一个|两个|几个|三个|多人|好多|很多|忘带|没有|的")
NUMBER = r"-?\d{1,3}(?:\.\d{2,}|[°度]\s*\d+(?:\.\d+)?['′分]?\s*(?:\d+(?:\.\d+)?[\"″秒]?)?)"
SIDE = r"[NSEW东西南北经纬]*\s*"
SYSTEM = r"(?:(?:WGS|GCJ|BD|CGCS)[-_ ]?\d*|百度|高德|火星|腾讯)?[:： ]*"
COORDINATES = re.compile(rf"{SYSTEM}{SIDE}{NUMBER}\s*[NSEW]?\s*[,，/ ]\s*{SIDE}{NUMBER}\s*[NSEW]?", re.IGNORECASE)
BESIDE = re.compile(r"附近|旁边?|对面|门口|门前|楼下|路口|隔壁")
