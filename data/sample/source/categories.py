"""The ERP's own asset categories: its code and name, what the policies make of them, and their accounts."""

from dataclasses import dataclass, field


@dataclass
class Category:
    code: str
    name: str
    asset_class: str
    accounts: tuple  # cost, accumulated, provision
    account_names: tuple
    book_residual: str
    tax_residual: str  # None: the policies are silent, the book residual at the start holds
    department: str
    place: str
    class_by_entity: dict = field(default_factory=dict)

    def class_for(self, entity):
        return self.class_by_entity.get(entity, self.asset_class)


def fixed(code, name, asset_class, sub, department, place, tax="0.05", **more):
    accounts = (f"1601.{sub}", f"1602.{sub}", f"1603.{sub}")
    names = (f"固定资产-{name}", f"累计折旧-{name}", f"固定资产减值准备-{name}")
    return Category(code, name, asset_class, accounts, names, "0.05", tax, department, place, **more)


def intangible(code, name, asset_class, sub, department, place):
    accounts = (f"1701.{sub}", f"1702.{sub}", f"1703.{sub}")
    names = (f"无形资产-{name}", f"累计摊销-{name}", f"无形资产减值准备-{name}")
    return Category(code, name, asset_class, accounts, names, "0", None, department, place)


def prepaid(code, name, asset_class, sub, department, place):
    # Long-term prepaid expenses are amortized straight against their account: it shows the net amount.
    accounts = (f"1801.{sub}", f"1801.{sub}", "")
    names = (f"长期待摊费用-{name}", f"长期待摊费用-{name}", "")
    return Category(code, name, asset_class, accounts, names, "0", None, department, place)


CATEGORY_LIST = [
    fixed("01", "房屋及建筑物", "building", "01", "行政部", "东厂区"),
    fixed("02", "构筑物及附属设施", "building", "02", "行政部", "东厂区"),
    fixed("03", "机器设备", "machinery", "03", "制造一部", "一号厂房"),
    fixed("04", "动力及传导设备", "machinery", "04", "动力科", "动力站", tax=None),
    fixed("05", "集成电路生产线", "machinery", "05", "晶圆部", "洁净厂房"),
    fixed("06", "工装模具", "furniture", "06", "制造二部", "二号厂房"),
    fixed("07", "办公家私", "furniture", "07", "行政部", "办公楼"),
    fixed("08", "车辆", "vehicle", "08", "物流部", "车库"),
    fixed("09", "电子及办公设备", "electronics", "09", "信息部", "办公楼"),
    fixed("10", "研发仪器", "furniture", "10", "研发部", "实验室", class_by_entity={"1002": "electronics"}),
    Category("20", "出租房产", "investment-property", ("1521.01", "1522.01", "1523.01"),
             ("投资性房地产-成本", "投资性房地产累计折旧", "投资性房地产减值准备"), "0.05", "0.05", "财务部", "西厂区"),
    intangible("30", "土地", "land-use-right", "01", "行政部", "东厂区"),
    intangible("31", "专利技术", "patent", "02", "研发部", "-"),
    intangible("32", "商标及品牌", "trademark", "03", "市场部", "-"),
    intangible("33", "外购软件", "software", "04", "信息部", "机房"),
    intangible("34", "专有技术", "know-how", "05", "研发部", "-"),
    intangible("35", "特许经营及授权", "franchise", "06", "市场部", "-"),
    intangible("36", "软件著作", "copyright", "07", "研发部", "-"),
    prepaid("40", "租入房屋装修", "prepaid-lease-improvement", "01", "行政部", "租赁厂房"),
    prepaid("41", "已提足资产改建", "prepaid-improvement", "02", "制造一部", "一号厂房"),
    prepaid("42", "设备大修", "prepaid-overhaul", "03", "制造一部", "一号厂房"),
    prepaid("43", "其他待摊", "other-prepaid", "04", "财务部", "-"),
]

CATEGORIES = {category.name: category for category in CATEGORY_LIST}

ENTITIES = {
    "1001": "样例机械制造有限公司",
    "1002": "样例微电子有限公司",
}
