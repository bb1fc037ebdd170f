"""Entity 1002, 样例微电子有限公司: founded in 2018, a maker of integrated circuits. No take-over: every card began in its
own ledger. Its codes are numbers, and its ERP figures exist from 2021 on."""

from cards_1001 import (BUILDING, ELECTRONIC, FIT_OUT, FRANCHISE, FURNITURE, KNOW_HOW, LAND, COPYRIGHT, BRAND, PATENT,
                        POWER, RESEARCH, SOFTWARE, VEHICLE)
from model import fen
from records import Card, with_fen

IC_LINE = "集成电路生产线"
CARDS = []


def card(code, name, category, in_service, cost, life, reason, **more):
    CARDS.append(Card("1002", code, name, category, in_service, fen(cost), life, reason, **with_fen(more)))


card("20180001", "洁净厂房", BUILDING, "2018-11-20", "38600000.00", 240, unit="栋",
     reason="Bought new; lives equal; the largest card")
card("20180002", "高新区土地使用权", LAND, "2018-07-09", "12450000.00", 588, contract_months=588, unit="宗",
     reason="Land with a remaining term of 49 years; an intangible is charged from its own month")
card("20190001", "光刻机(二手)", IC_LINE, "2019-01-15", "12800000.00", 60, acquired="2018-12-20", used=True,
     reason="IC equipment bought used: candidate for the three-year life; acquired a month before in-service")
card("20190002", "刻蚀机", IC_LINE, "2019-03-26", "8650000.00", 84,
     reason="IC equipment with a book life below the minimum")
card("20190003", "薄膜沉积设备", IC_LINE, "2019-03-26", "7325000.00", 120,
     reason="IC equipment, lives equal: the control beside the etcher")
card("20190004", "离子注入机", IC_LINE, "2019-06-12", "9870000.00", 60,
     reason="Impaired in 2022, sold in 2024 at the very end of its book life with five tax years left")
card("20190005", "纯水系统", POWER, "2019-02-28", "2160000.00", 120,
     reason="In service on the last day of February; tax residual from the books")
card("20190006", "数字示波器", RESEARCH, "2019-05-17", "860000.00", 36,
     reason="Research instrument below 1 million; the policy of this entity makes it electronic equipment")
card("20190007", "半导体参数分析仪", RESEARCH, "2019-05-17", "2480000.00", 60,
     reason="Research instrument above 1 million; book life longer than the minimum")
card("20190008", "工程师电脑(一百二十台)", ELECTRONIC, "2019-02-20", "586800.00", 24, quantity=120,
     reason="Unit value 4,890; scrapped in two lots in 2022, stated by removed cost and accumulated depreciation")
card("20190009", "电路设计软件", SOFTWARE, "2019-05-06", "3600000.00", 60, unit="套",
     reason="Purchased software: 5 years in the books, 10 for tax; candidate for two years")
card("20190010", "IP核授权", FRANCHISE, "2019-08-22", "1500000.00", 60, contract_months=60, unit="项",
     reason="Licence for five years by contract: both ledgers by the term")
card("20190011", "封装工艺诀窍", KNOW_HOW, "2019-12-31", "960000.00", 96, unit="项",
     reason="Know-how available on the last day of the year: one month of amortization in 2019")
card("20190012", "产品商标", BRAND, "2019-03-11", "420000.00", 0, unit="件",
     reason="Indefinite life: no amortization in the books, 10 years for tax; tests above and below carrying")
card("20200001", "测试机台", IC_LINE, "2020-03-30", "4150000.00", 120,
     reason="Part scrapped in 2023 by removed cost only: accumulated depreciation follows the fraction")
card("20200002", "商务轿车", VEHICLE, "2020-06-16", "368000.00", 48, unit="辆",
     reason="Lives equal; handed to the shareholder in 2022 (distribution)")
card("20200003", "专利组合", PATENT, "2020-07-21", "2340000.00", 120, contract_months=156, unit="项",
     reason="Contract term of 13 years is longer than ten: the tax life is the term, books take ten")
card("20200004", "清洗刻蚀一体机", IC_LINE, "2020-12-29", "5120000.00", 72,
     reason="In service in December 2020; book life 6 years; estimate by remaining months in 2023")
card("20210001", "租入封测车间装修", FIT_OUT, "2021-04-12", "1860000.00", 72, contract_months=72, unit="项",
     reason="Lease improvement over six years; provisional cost settled in the same year")
card("20210002", "芯片验证平台著作权", COPYRIGHT, "2021-04-28", "540000.00", 60, unit="项",
     reason="Copyright: 5 years in the books, 10 for tax")
card("20210003", "员工休息区家具", FURNITURE, "2021-09-09", "73300.00", 60, unit="套", quantity=60,
     reason="Lives equal; its ERP card carries a thousands separator and a full-width amount in other columns")
card("20220001", "先进封装线", IC_LINE, "2022-06-24", "7450000.00", 120, unit="条",
     reason="Above 5 million, bought in 2022: candidate for the 50% rule of small and medium enterprises")
card("20220002", "探针台", IC_LINE, "2022-11-16", "3360000.00", 120,
     reason="Bought in the fourth quarter of 2022: candidate for the high-technology one-time deduction")
card("20230001", "晶圆检测机", IC_LINE, "2023-09-14", "5000000.00", 96,
     reason="Unit value exactly at the ceiling of 5 million; book life below the minimum")
card("20230002", "电源管理专利", PATENT, "2023-12-05", "1200000.00", 120, unit="项",
     reason="Intangible in service in December: charged from December, unlike a machine")
card("20240001", "划片机", IC_LINE, "2024-12-31", "2980000.00", 120,
     reason="In service on the last day covered: cost, but no charge before 2025")
