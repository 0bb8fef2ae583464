"""How long personal data is kept after the contest: the archive says until when, and what to delete then."""

from judging.core.sentence import sentence, template

from .settings import Setting

KEEP_YEARS = Setting(
    sentence("个人信息保存年限"),
    hint=sentence("从最后一条记录之日算起；不填：没有规定"),
    unit=sentence("年"),
    least=1,
    table="archive",
    tells=template("含个人信息的完整归档保存 {value} 年，到期删除，只留删节归档"),
)
CONTACTS_YEARS = Setting(
    sentence("联系方式保存年限"),
    hint=sentence("异议人的姓名和联系方式；不填：同个人信息"),
    unit=sentence("年"),
    least=1,
    table="archive",
    tells=template("异议人的联系方式保存 {value} 年"),
)
PHOTOS_YEARS = Setting(
    sentence("照片保存年限"),
    hint=sentence("不填：同个人信息"),
    unit=sentence("年"),
    least=1,
    table="archive",
    tells=template("照片保存 {value} 年"),
)
