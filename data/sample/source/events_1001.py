"""What happened to the cards of 1001, in the order of the dates. `reason` says why the event is in the sample."""

from records import Event, with_fen

EVENTS = []


def event(asset, date, kind_of_event, reason, note="", **more):
    EVENTS.append(Event("1001", asset, date, kind_of_event, reason, note, **with_fen(more)))


event("YS-0007", "2017-01-17", "dispose", "Scrap of a fully depreciated card: the result is proceeds less the residual",
      "报废", kind="scrap", proceeds="2600.00")
event("DZ-0002", "2017-12-20", "dispose", "A third of the computers scrapped in December: fraction 1/3, odd cents",
      "报废十台", kind="scrap", fraction="1/3", proceeds="450.00")
event("FW-0006", "2018-08-31", "adjust-cost", "Final settlement above the provisional cost, within 12 months",
      "竣工决算,调整暂估", amount="682450.18")
event("FW-0007", "2018-10-20", "dispose", "Two fifths of the wall torn down; proceeds below costs", "拆除部分围墙",
      kind="scrap", fraction="2/5", proceeds="1500.00", costs="3200.00")
event("JX-0026", "2018-12-31", "dispose", "Shortage at the stock-take on the last day of the year, part paid by staff",
      "盘亏,责任人赔偿", kind="loss", compensation="5000.00")
event("JX-0006", "2018-12-31", "test", "First of two impairments", "年末减值测试", recoverable="480000.00")
event("JX-0011", "2019-05-31", "dispose", "Part of the line removed: cost and accumulated as on the removal list",
      "拆除一段,出售", kind="sale", by_amounts=True, cost_removed="625500.00", proceeds="390000.00",
      costs="4200.00")
event("JX-0027", "2019-06-25", "dispose", "Sold after a single month of depreciation", "退出试用,出售", kind="sale",
      proceeds="205000.00")
event("JX-0013", "2019-07-01", "estimate", "Book life raised in mid-year; bears on July's charge", "延长使用年限",
      life_months=84)
event("JX-0034", "2019-09-25", "dispose", "Sold in the month in which the ERP charged nothing", "出售", kind="sale",
      proceeds="168000.00", costs="1500.00")
event("JX-0023", "2019-10-08", "dispose", "Trade-in: the value credited is the proceeds", "以旧换新", kind="exchange",
      proceeds="150000.00")
event("JX-0035", "2019-10-31", "adjust-cost", "Invoice below the provisional cost: negative adjustment", "发票到票冲暂估",
      amount="-18600.00")
event("FW-0011", "2019-12-31", "test", "Impairment of a building", "年末减值测试", recoverable="2000000.00")
event("JX-0008", "2019-12-31", "test", "Impaired to zero", "年末减值测试", recoverable="0.00")
event("JX-0037", "2019-12-31", "test", "Impaired before a partial removal", "年末减值测试", recoverable="700000.00")
event("JX-0014", "2020-01-01", "estimate", "Book life cut on 1 January: bears on January's charge", "缩短使用年限",
      life_months=72)
event("JX-0025", "2020-02-20", "dispose", "Donation: no proceeds, only costs", "捐赠", kind="donation", costs="800.00")
event("MJ-0003", "2020-03-18", "dispose", "A quarter of the sets scrapped", "报废十套", kind="scrap", fraction="1/4",
      proceeds="900.00")
event("YS-0005", "2020-05-22", "dispose", "Total loss with insurance compensation", "交通事故全损", kind="loss",
      compensation="96000.00", costs="1200.00")
event("JX-0009", "2020-06-30", "impair", "Impairment in mid-year with a shorter remaining life", "计提减值",
      amount="60000.00", remaining_months=36)
event("JX-0005", "2020-08-15", "dispose", "Sale while book and tax charges differ", "出售", kind="sale",
      proceeds="120000.00", costs="600.00")
event("JX-0010", "2020-09-12", "dispose", "One of three stations sold: fraction 1/3", "出售一个工位", kind="sale",
      fraction="1/3", proceeds="1250000.00", costs="8000.00")
event("JX-0028", "2020-11-26", "dispose", "Sold in the month of in-service", "退货转售", kind="sale",
      proceeds="158000.00")
event("JX-0006", "2020-12-31", "test", "Second impairment of the same card", "年末减值测试", recoverable="150000.00")
event("JX-0033", "2020-12-31", "test", "Test on the day the recorded difference is booked", "年末减值测试",
      recoverable="180000.00")
event("ZL-0003", "2020-12-31", "test", "Impairment of a patent without a term", "年末减值测试",
      recoverable="300000.00")
event("JX-0015", "2021-01-01", "estimate", "Longer book life: the automatic tax life follows", "延长使用年限",
      life_months=180)
event("DL-0004", "2021-01-01", "estimate", "Residual alone re-estimated; the tax residual never changes", "残值调整为零",
      residual="0.00")
event("YS-0003", "2021-03-16", "dispose", "Sale before either life ends, after a return that deducted too much", "出售",
      kind="sale", proceeds="88000.00")
event("JX-0022", "2021-04-30", "dispose", "Handed over to settle a debt", "抵偿债务", kind="debt-settlement",
      proceeds="60000.00")
event("JX-0037", "2021-06-18", "dispose", "Half removed: cost, accumulated and provision as on the removal list",
      "拆除一台", kind="sale", by_amounts=True, cost_removed="710000.00", proceeds="260000.00", costs="3000.00")
event("FW-0010", "2021-07-20", "dispose", "Flood: compensation, some scrap value, clearing costs", "水灾毁损",
      kind="disaster", proceeds="12000.00", compensation="900000.00", costs="35000.00")
event("ZL-0004", "2021-09-10", "dispose", "Patent written off: nothing comes back", "被新技术替代,转销", kind="scrap")
event("MJ-0002", "2021-10-27", "dispose", "Scrap after the book life, within the tax life", "报废", kind="scrap",
      proceeds="6500.00")
event("DL-0003", "2021-12-15", "dispose", "Scrap of a card taken over with a provision; December disposal", "环保淘汰",
      kind="scrap", proceeds="18000.00", costs="9500.00")
event("JX-0007", "2021-12-31", "impair", "Impairment by amount", "计提减值", amount="85000.00")
event("RJ-0004", "2021-12-31", "test", "Software without use: recoverable amount zero", "年末减值测试", recoverable="0.00")
event("TZ-0002", "2021-12-31", "test", "Impairment of investment property at cost", "年末减值测试",
      recoverable="1250000.00")
event("FW-0013", "2022-01-01", "estimate", "Book life raised but still below the minimum: tax unmoved", "延长使用年限",
      life_months=180)
event("JX-0024", "2022-01-31", "dispose", "Contribution in kind in January", "对外投资", kind="contribution",
      proceeds="175000.00")
event("JX-0008", "2022-03-10", "dispose", "Scrap of a card impaired to zero", "报废", kind="scrap", proceeds="8000.00",
      costs="2500.00")
event("YS-0002", "2022-04-08", "dispose", "Sale after both lives: equal gains", "出售", kind="sale",
      proceeds="21000.00")
event("ZL-0003", "2022-04-20", "dispose", "Impaired patent sold: no charge in the month of sale", "转让专利", kind="sale",
      proceeds="260000.00", costs="15600.00")
event("DT-0002", "2022-05-31", "dispose", "Lease ended early: the rest is written off", "提前退租,一次转销", kind="scrap")
event("TD-0002", "2022-06-15", "dispose", "Part of the land taken back: fraction 0.18 of a land use right", "政府收储部分",
      kind="sale", fraction="0.18", proceeds="1900000.00")
event("JX-0009", "2022-06-28", "dispose", "Scrap of an impaired machine at a cost", "报废", kind="scrap",
      proceeds="5200.00", costs="7800.00")
event("DZ-0003", "2022-07-19", "dispose", "Scrap of a fully depreciated card", "报废", kind="scrap", proceeds="600.00")
event("YS-0008", "2022-09-14", "dispose", "Donation between the end of the book life and of the tax life", "捐赠",
      kind="donation")
event("RJ-0004", "2022-12-20", "dispose", "Write-off of software impaired to zero: the tax loss remains", "转销",
      kind="scrap")
event("FW-0011", "2022-12-31", "test", "Recoverable above carrying: no reversal under CAS 8", "年末减值测试",
      recoverable="2300000.00")
event("JJ-0001", "2023-03-22", "dispose", "Scrap years after full depreciation", "报废", kind="scrap")
event("JX-0007", "2023-05-18", "dispose", "Sale of an impaired machine", "出售", kind="sale", proceeds="330000.00",
      costs="4000.00")
event("ZL-0005", "2023-07-06", "dispose", "Patent contributed above its carrying amount", "专利出资", kind="contribution",
      proceeds="900000.00")
event("FW-0014", "2023-08-24", "dispose", "Building sold at a gain, taxes and fees as costs", "出售房产", kind="sale",
      proceeds="3600000.00", costs="412300.00")
event("JX-0011", "2023-11-30", "dispose", "The rest sold in its last book month", "出售", kind="sale",
      proceeds="310000.00")
event("TZ-0002", "2024-02-27", "dispose", "Impaired investment property sold", "出售商铺", kind="sale",
      proceeds="1320000.00", costs="66000.00")
event("FW-0009", "2024-03-31", "transfer", "Let out: transferred to investment property, cost model", "转为出租",
      to_class="investment-property")
event("JX-0036", "2024-07-01", "transfer", "Reclassified to electronic equipment for the form", "类别更正",
      to_class="electronics")
