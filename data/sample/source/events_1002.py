"""What happened to the cards of 1002, in the order of the dates."""

from records import Event, with_fen

EVENTS = []


def event(asset, date, kind_of_event, reason, note="", **more):
    EVENTS.append(Event("1002", asset, date, kind_of_event, reason, note, **with_fen(more)))


event("20190012", "2020-12-31", "test", "Yearly test of an indefinite life: recoverable above carrying, nothing to book",
      "年末减值测试", recoverable="500000.00")
event("20210001", "2021-11-30", "adjust-cost", "Provisional cost of the fit-out settled", "装修结算", amount="57312.40")
event("20190008", "2022-03-11", "dispose", "First lot of computers scrapped: removed cost, accumulated as the list says",
      "报废四十台", kind="scrap", by_amounts=True, cost_removed="195600.00", proceeds="3200.00")
event("20200002", "2022-10-12", "dispose", "Handed to the shareholder as a distribution", "分配给股东",
      kind="distribution", proceeds="210000.00")
event("20190008", "2022-11-25", "dispose", "Second lot: the removal list again", "报废八十台", kind="scrap",
      by_amounts=True, cost_removed="391200.00", proceeds="5600.00")
event("20190004", "2022-12-31", "test", "Impairment of IC equipment", "年末减值测试", recoverable="2100000.00")
event("20190012", "2022-12-31", "test", "Indefinite-life trademark impaired", "年末减值测试", recoverable="360000.00")
event("20200004", "2023-01-01", "estimate", "Life re-estimated by remaining months", "重新估计剩余寿命",
      remaining_months=60)
event("20200001", "2023-06-09", "dispose", "Part scrapped: only the removed cost is stated", "报废部分模块",
      kind="scrap", cost_removed="830000.00", proceeds="40000.00")
event("20190004", "2024-05-20", "dispose", "Sale at the end of the book life, tax life half run", "出售", kind="sale",
      proceeds="1650000.00", costs="20000.00")
event("20220002", "2024-08-31", "impair", "Impairment in a computed year", "计提减值", amount="400000.00")
