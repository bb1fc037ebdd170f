"""Writes the files as an ERP does. All headings stand here, in one place; a heading marked '-' is of no use to the
reconciliation and is there because every export has such columns."""

import csv
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from categories import CATEGORIES, ENTITIES
from model import yuan

FIXED = datetime(2025, 1, 8, 9, 30)
THIN = Border(*[Side(style="thin", color="999999")] * 4)
HEAD = PatternFill("solid", fgColor="DDEBF7")
SUBTOTAL = PatternFill("solid", fgColor="F2F2F2")


def supplier(card):
    return "供应商" + "甲乙丙丁戊己"[(card.cost // 100) % 6]


def input_tax(card):
    """Recoverable input VAT at the rate of the day: not part of the cost, a column the program must leave alone."""
    if card.asset_class in ("building", "investment-property", "land-use-right") or card.used:
        return 0
    rate = 17 if card.in_service < "2018-05-01" else 16 if card.in_service < "2019-04-01" else 13
    return card.cost * rate // 100


# Columns of the register: group of the upper heading, heading, kind of cell, value.
def columns(company):
    def opening(key):
        def value(card):
            stated = company.openings[card.entity, card.id]
            return getattr(stated, key) if stated else None
        return value

    def closing(key):
        return lambda card: company.rows[card.entity, card.id].get(2024, {}).get(key, 0)

    def category(card):
        return CATEGORIES[card.category]

    return [
        ("", "序号", "number", None),
        ("", "核算主体", "text", lambda card: card.entity),
        ("", "单位全称", "text", lambda card: ENTITIES[card.entity]),
        ("卡片信息", "资产编号", "code", lambda card: card.id),
        ("卡片信息", "资产名称", "text", lambda card: card.name),
        ("卡片信息", "规格型号", "text", lambda card: f"{category(card).code}-{card.id[-4:]}型"),
        ("卡片信息", "资产类别", "text", lambda card: card.category),
        ("卡片信息", "计量单位", "text", lambda card: card.unit),
        ("卡片信息", "数量", "number", lambda card: card.quantity),
        ("使用情况", "使用部门", "text", lambda card: category(card).department),
        ("使用情况", "存放地点", "text", lambda card: category(card).place),
        ("使用情况", "保管人", "text", lambda card: f"工号{int(card.id[-4:]) % 50 + 1:03d}"),
        ("使用情况", "供应商", "text", supplier),
        ("使用情况", "增加方式", "text", lambda card: "购入"),
        ("使用情况", "新旧程度", "text", lambda card: "二手" if card.used else "全新"),
        ("日期", "购置日期", "text-date", lambda card: card.acquired or card.in_service),
        ("日期", "开始使用日期", "date", lambda card: card.in_service),
        ("价值信息", "币别", "text", lambda card: "人民币"),
        ("价值信息", "原值", "money", lambda card: card.cost),
        ("价值信息", "进项税额", "money", input_tax),
        ("价值信息", "净残值率", "rate",
         lambda card: None if card.residual is not None or not card.life else card.residual_rate),
        ("价值信息", "净残值", "money", lambda card: card.residual),
        ("折旧信息", "折旧方法", "text", lambda card: "平均年限法" if card.life else "不提折旧"),
        ("折旧信息", "使用年限(月)", "number", lambda card: card.life or None),
        ("折旧信息", "合同年限(月)", "number", lambda card: card.contract_months),
        ("折旧信息", "费用科目", "text", lambda card: "5101 制造费用" if category(card).code < "07" else "6602 管理费用"),
        ("折旧信息", "已计提月数", "number", opening("book_months")),
        ("期初", "日期", "date", opening("date")),
        ("期初", "累计折旧", "money", opening("book_accumulated")),
        ("期初", "减值准备", "money", opening("provision")),
        ("税务", "累计折旧", "money", opening("tax_accumulated")),
        ("税务", "已计提月数", "number", opening("tax_months")),
        ("期末", "原值", "money", closing("book_cost")),
        ("期末", "累计折旧", "money", closing("book_accumulated")),
        ("期末", "减值准备", "money", closing("book_provision")),
        ("期末", "净值", "money", closing("book_carrying_close")),
        ("", "备注", "text", lambda card: ""),
    ]


def set_cell(cell, kind, value):
    if value is None or value == "":
        return
    if kind == "money":
        cell.value, cell.number_format = Decimal(yuan(value)), "#,##0.00"
    elif kind == "rate":
        cell.value, cell.number_format = Decimal(value.numerator) / Decimal(value.denominator), "0.00%"
    elif kind == "date":
        cell.value, cell.number_format = date.fromisoformat(value), "yyyy-mm-dd"
    elif kind == "text-date":
        year, month, day = value.split("-")
        cell.value = f"{year}/{int(month)}/{int(day)}"
    elif kind == "code" and value.isdigit():
        cell.value, cell.number_format = int(value), "0"
    else:
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # a name that begins with '=' is text


def write_headings(sheet, fields):
    """Two tiers: groups merged across, single headings merged down."""
    start = 1
    for index, (group, heading, _, _) in enumerate(fields, 1):
        sheet.cell(5 if group else 4, index, heading)
        ends = index == len(fields) or fields[index][0] != group or not group
        if not ends:
            continue
        if group:
            sheet.cell(4, start, group)
            if index > start:
                sheet.merge_cells(start_row=4, start_column=start, end_row=4, end_column=index)
        else:
            sheet.merge_cells(start_row=4, start_column=index, end_row=5, end_column=index)
        start = index + 1
    for row in (4, 5):
        for index in range(1, len(fields) + 1):
            cell = sheet.cell(row, index)
            cell.font, cell.fill, cell.border = Font(bold=True), HEAD, THIN
            cell.alignment = Alignment(horizontal="center", vertical="center")


def write_total(sheet, row, fields, label, cards, category=None):
    for index, (_, heading, kind, value) in enumerate(fields, 1):
        cell = sheet.cell(row, index)
        cell.font, cell.fill, cell.border = Font(bold=True), SUBTOTAL, THIN
        if heading == "资产编号":
            cell.value = label
        elif heading == "资产类别" and category:
            cell.value = category
        elif kind == "money":
            set_cell(cell, kind, sum(value(card) or 0 for card in cards))


def write_assets(path, company):
    book = Workbook()
    sheet = book.active
    sheet.title = "固定资产卡片"
    fields = columns(company)
    width = len(fields)
    sheet.cell(1, 1, "固定资产及长期资产卡片明细表").font = Font(bold=True, size=16)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet.cell(1, 1).alignment = Alignment(horizontal="center")
    sheet.cell(2, 1, "公司:样例集团(样例机械、样例微电子)")
    sheet.cell(2, 10, "会计期间:2024年12期")
    sheet.cell(2, 18, "单位:元")
    sheet.cell(3, 1, "过滤条件:含已清理卡片;原值为入账时原值")
    write_headings(sheet, fields)
    row, number = 6, 0
    groups = []
    for card in company.cards:
        key = (card.entity, card.category)
        if not groups or groups[-1][0] != key:
            groups.append((key, []))
        groups[-1][1].append(card)
    for (_, category), cards in groups:
        for card in cards:
            number += 1
            for index, (_, heading, kind, value) in enumerate(fields, 1):
                cell = sheet.cell(row, index)
                set_cell(cell, kind, number if heading == "序号" else value(card))
                cell.border = THIN
            row += 1
        write_total(sheet, row, fields, "小计", cards, category)
        row += 1
    write_total(sheet, row, fields, "合计", company.cards)
    for index, (_, heading, kind, _) in enumerate(fields, 1):
        wide = {"资产名称": 26, "单位全称": 24, "资产类别": 18}.get(heading)
        sheet.column_dimensions[get_column_letter(index)].width = wide or (16 if kind == "money" else 13)
    sheet.freeze_panes = "F6"
    save(book, path)


def save(book, path):
    """openpyxl stamps the hour; the same input must give the same bytes, so the archive is packed anew."""
    book.properties.creator, book.properties.title = "样例集团ERP", "固定资产卡片"
    book.properties.created = FIXED
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as packed, zipfile.ZipFile(path, "w") as fixed:
        for info in packed.infolist():
            data = packed.read(info)
            if info.filename == "docProps/core.xml":
                head, _, rest = data.partition(b"<dcterms:modified")
                opening, _, tail = rest.partition(b">")
                _, _, tail = tail.partition(b"</dcterms:modified>")
                stamp = FIXED.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                data = head + b"<dcterms:modified" + opening + b">" + stamp + b"</dcterms:modified>" + tail
            entry = zipfile.ZipInfo(info.filename, date_time=FIXED.timetuple()[:6])
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            fixed.writestr(entry, data)


def write_csv(path, headings, rows, encoding="gb18030", titles=()):
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for title in titles:
        writer.writerow([title] + [""] * (len(headings) - 1))
    writer.writerow(headings)
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


def money(value):
    return "" if value is None else yuan(value)


TYPES = {"impair": "计提减值", "test": "减值测试", "estimate": "估计变更", "dispose": "处置", "transfer": "类别调整",
         "adjust-cost": "原值调整"}
KINDS = {"sale": "出售", "scrap": "报废", "loss": "盘亏", "disaster": "灾害", "exchange": "交换",
         "debt-settlement": "抵债", "contribution": "投资", "distribution": "分配", "donation": "捐赠"}
CLASSES = {"investment-property": "投资性房地产", "electronics": "电子设备"}

EVENT_TITLES = ["资产变动清单", "会计期间:2016年1期-2024年12期  单位:元"]
EVENT_HEADINGS = ["核算主体", "资产编号", "资产名称", "变动日期", "变动类型", "变动金额", "可收回金额", "使用年限(月)",
                  "剩余月数", "净残值", "处置方式", "处置收入", "赔偿收入", "清理费用", "处置比例", "转出原值", "转出累计折旧",
                  "转出减值准备", "转入类别", "经办部门", "摘要"]


def event_rows(company):
    names = {(card.entity, card.id): card for card in company.cards}
    for event in sorted(company.events, key=lambda event: (event.date, event.entity, event.asset)):
        card = names[event.entity, event.asset]
        disposal = event.type == "dispose"
        year, month, day = event.date.split("-")
        yield [event.entity, event.asset, card.name, f"{year}/{int(month)}/{int(day)}", TYPES[event.type],
               money(event.amount), money(event.recoverable), event.life_months or "", event.remaining_months or "",
               money(event.residual), KINDS.get(event.kind, ""), money(event.proceeds or None),
               money(event.compensation or None), money(event.costs or None), event.fraction if disposal else "",
               money(event.cost_removed), money(event.accumulated_removed), money(event.provision_removed),
               CLASSES.get(event.to_class, ""), CATEGORIES[card.category].department, event.note]


RECORDED_TITLES = ["折旧摊销汇总表(按年)", "单位:元"]
RECORDED_HEADINGS = ["核算主体", "资产编号", "资产名称", "年度", "月份", "本年折旧", "本年减值", "期末累计折旧", "期末减值准备",
                     "税前扣除折旧"]


def recorded_rows(company):
    for row in company.recorded:
        yield [row["entity"], row["asset"], row["name"], row["year"], row["month"] or ""] + [
            money(row.get(key)) for key in ("book_charge", "book_impairment", "book_accumulated", "book_provision",
                                            "tax_charge")]
