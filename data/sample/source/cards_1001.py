"""Entity 1001, 样例机械制造有限公司: a machine builder that took over its cards into the ERP on 2016-01-01.

Every line has its reason. Columns: code, name, category, in service, cost, book life in months, reason, further facts.
Cards in service before 2016 are taken over; their openings follow the ERP's formula unless `opening` says otherwise.
"""

from model import fen
from records import Card, Event, with_fen

BUILDING, STRUCTURE, MACHINE, POWER = "房屋及建筑物", "构筑物及附属设施", "机器设备", "动力及传导设备"
TOOL, FURNITURE, VEHICLE, ELECTRONIC, RESEARCH = "工装模具", "办公家私", "车辆", "电子及办公设备", "研发仪器"
PROPERTY, LAND, PATENT, BRAND, SOFTWARE = "出租房产", "土地", "专利技术", "商标及品牌", "外购软件"
KNOW_HOW, FRANCHISE, COPYRIGHT = "专有技术", "特许经营及授权", "软件著作"
FIT_OUT, REBUILT, OVERHAUL, OTHER_PREPAID = "租入房屋装修", "已提足资产改建", "设备大修", "其他待摊"

CARDS = []


def card(code, name, category, in_service, cost, life, reason, **more):
    CARDS.append(Card("1001", code, name, category, in_service, fen(cost), life, reason, **with_fen(more)))


# Buildings and structures.
card("FW-0001", "一号厂房", BUILDING, "2008-06-30", "12612345.67", 240, unit="栋",
     reason="Taken over; book life and residual equal the tax ones: the rounding of months is the only difference")
card("FW-0002", "二号厂房", BUILDING, "2010-11-20", "8450000.00", 360, unit="栋",
     reason="Book life of 30 years is longer than the minimum: the tax life follows it, no difference")
card("FW-0003", "办公楼", BUILDING, "2011-12-28", "6318540.37", 240, unit="栋",
     reason="In service in December: the first charge falls into the next year; cents that do not divide")
card("FW-0004", "钢结构仓库", BUILDING, "2013-05-15", "2386000.00", 180, unit="栋",
     reason="Book life of 15 years below the minimum of 20: add-back until 2028, taken over with a difference")
card("FW-0005", "职工食堂", BUILDING, "2016-09-20", "1865320.55", 240, rate="0.10", unit="栋",
     reason="Lives equal, book residual 10% against 5% for tax: a small deduction each year, open at the end")
card("FW-0006", "三号厂房", BUILDING, "2017-12-25", "15000000.00", 240, unit="栋",
     reason="Capitalised on a provisional cost in December 2017; final settlement in 2018 adds to both ledgers")
card("FW-0007", "东侧围墙及门卫室", STRUCTURE, "2014-03-10", "186500.00", 120, unit="项",
     reason="Half the statutory life in the books; two fifths torn down in 2018")
card("FW-0008", "临时仓棚", STRUCTURE, "2015-10-08", "96800.00", 60, rate="0", unit="项",
     reason="Fully depreciated in the books in 2020 and still used: the tax charge alone goes on to 2035")
card("FW-0009", "旧办公楼", BUILDING, "2009-04-18", "4200000.00", 240, unit="栋",
     reason="Let out from 2024: transfer to investment property at cost, only the class changes")
card("FW-0010", "铸造车间", BUILDING, "2012-07-01", "1960000.00", 240, unit="栋",
     reason="Destroyed by flood in 2021 with compensation; in service on the first of a month")
card("FW-0011", "涂装车间", BUILDING, "2014-08-22", "3480000.00", 240, unit="栋",
     reason="Impaired in 2019; a test above carrying in 2022 changes nothing (CAS 8: no reversal)")
card("FW-0012", "配电房附属房", BUILDING, "2015-06-16", "342000.00", 240, unit="栋",
     set_aside="产权资料缺失,待法务核实",
     reason="Set aside: papers missing; in the accounts, not in the computation, a line of the tie-out")
card("FW-0013", "厂区道路及管网", STRUCTURE, "2018-06-12", "728906.13", 120, unit="项",
     reason="Book life re-estimated from 10 to 15 years, still below 20: the tax life stays")
card("FW-0014", "职工宿舍", BUILDING, "2012-09-05", "2750000.00", 240, unit="栋",
     reason="Sold in 2023 at a gain with taxes and fees; ledgers equal, so the gains are too")
card("FW-0015", "展示中心", BUILDING, "2023-12-18", "3998800.00", 240, unit="栋",
     reason="In service in December 2023: cost in the 2023 balance, no charge before 2024")

# Machinery.
card("JX-0001", "数控车床", MACHINE, "2012-03-14", "486000.00", 120,
     reason="Lives equal; fully depreciated in both ledgers in March 2022 and still in use")
card("JX-0002", "立式加工中心", MACHINE, "2014-12-20", "1268000.00", 120,
     reason="In service in December; lives equal")
card("JX-0003", "平面磨床", MACHINE, "2016-01-15", "358600.00", 120,
     reason="First card entered in the ERP itself, in the month of the take-over; no opening")
card("JX-0004", "冲压机A", MACHINE, "2016-05-09", "642300.00", 60, rate="0.03",
     reason="Book life half the minimum and book residual 3% against 5%: book charges end in 2021, tax in 2026")
card("JX-0005", "冲压机B", MACHINE, "2016-05-09", "642300.00", 60, rate="0.03",
     reason="Twin of JX-0004, sold in 2020 with nine book months left: the charge differences come back on disposal")
card("JX-0006", "注塑机", MACHINE, "2015-07-22", "915000.00", 96,
     reason="Impaired twice (2018, 2020): each impairment re-spreads what is left; tax takes no notice")
card("JX-0007", "焊接机器人", MACHINE, "2018-03-19", "785600.00", 120,
     reason="Impaired in 2021 and sold in 2023: the provision released reverses the add-back")
card("JX-0008", "热处理炉", MACHINE, "2015-11-11", "468000.00", 96,
     reason="Impaired to zero in 2019: no book charge after it, tax goes on; scrapped in 2022")
card("JX-0009", "液压剪板机", MACHINE, "2016-08-03", "298400.00", 96,
     reason="Impaired in mid-year 2020 with a shorter remaining life; scrapped in 2022 at a cost")
card("JX-0010", "装配流水线(三工位)", MACHINE, "2017-04-26", "5860000.00", 120, unit="条", quantity=3,
     reason="One of three stations sold in 2020: partial disposal by the fraction 1/3")
card("JX-0011", "喷涂生产线", MACHINE, "2016-11-30", "3127500.00", 84, unit="条",
     reason="Partial disposal by removed amounts in 2019, the rest sold in 2023 (last book month)")
card("JX-0012", "龙门铣床(二手)", MACHINE, "2017-09-07", "436000.00", 60, used=True,
     reason="Bought used: 5 years in the books, still the full minimum for tax as no papers prove its age")
card("JX-0013", "激光切割机A", MACHINE, "2017-02-16", "968000.00", 60,
     reason="Book life raised from 60 to 84 months in mid-2019: prospective; the tax life stays at 120")
card("JX-0014", "激光切割机B", MACHINE, "2017-02-16", "968000.00", 120,
     reason="Book life cut from 120 to 72 months in 2020: the tax life stays at the minimum of 120")
card("JX-0015", "卧式镗床", MACHINE, "2016-06-28", "1546000.00", 120,
     reason="Book life raised from 120 to 180 months in 2021: the automatic tax life follows the book life")
card("JX-0016", "=数控折弯机(备用)", MACHINE, "2019-02-13", "265000.00", 120,
     reason="Name begins with '=': must stay text in every export, never a formula")
card("JX-0017", "𠮷龘牌压力机３号", MACHINE, "2018-10-10", "512345.67", 96,
     reason="Rare hanzi (one beyond the basic plane) and a full-width digit in the name, in XLSX and GB18030")
card("JX-0018", "台式钻床", MACHINE, "2016-02-23", "89999.99", 120, residual="0.01",
     reason="Book residual of one fen, stated as an amount; the tax residual is the policy's 5%")
card("JX-0019", "数控磨床", MACHINE, "2022-12-28", "1388800.00", 120,
     reason="In service in December 2022: a one-time deduction would fall into 2023 (candidate for later years)")
card("JX-0020", "自动上料机", MACHINE, "2023-12-08", "276500.00", 120,
     reason="Card dated December 2023, posted to the accounts only in January 2024: difference of the 2023 tie-out")
card("JX-0021", "五轴加工中心", MACHINE, "2024-03-21", "4860000.00", 120,
     reason="Bought in 2024, below 5 million a piece: candidate for the one-time deduction")
card("JX-0022", "旧铣床", MACHINE, "2011-05-17", "388000.00", 144,
     reason="Book life 12 years, tax likewise; handed over in a debt settlement in 2021: equal ledgers, equal loss")
card("JX-0023", "旧滚齿机", MACHINE, "2013-02-25", "530000.00", 96,
     reason="Traded in for a new machine in 2019 (exchange): proceeds are the value credited")
card("JX-0024", "电火花机床", MACHINE, "2018-08-29", "334500.00", 60,
     reason="Contributed to a joint venture in January 2022: disposed of in the first month of a year")
card("JX-0025", "辊道输送机", MACHINE, "2017-06-05", "118000.00", 60,
     reason="Donated in 2020: no proceeds, costs only, a loss in both ledgers")
card("JX-0026", "手持砂轮机组", MACHINE, "2016-10-17", "46800.00", 60, quantity=12,
     reason="Found missing at the stock-take on 31 December 2018 with a small compensation; December disposal")
card("JX-0027", "试用铣床", MACHINE, "2019-05-20", "216000.00", 120,
     reason="Sold in the month after it came into service: exactly one charge in each ledger")
card("JX-0028", "试用钻攻机", MACHINE, "2020-11-05", "158000.00", 120,
     reason="Sold in the month it came into service: no charge at all, still a disposal line")
card("JX-0029", "桥式起重机", MACHINE, "2014-09-03", "725000.00", 180,
     reason="Book life 15 years, taken over; the tax life is 15 years too")
card("JX-0030", "切管机", MACHINE, "2016-12-01", "192700.00", 120,
     reason="In service on 1 December 2016: charged from January 2017")
card("JX-0031", "抛丸清理机", MACHINE, "2017-01-10", "386400.00", 120,
     reason="ERP missed December 2018 and charged two months in January 2019")
card("JX-0032", "数控铣床", MACHINE, "2018-01-24", "574200.00", 120,
     reason="ERP missed July 2020 and never caught up: the rest is spread over the remaining months")
card("JX-0033", "拉伸试验机", MACHINE, "2017-08-14", "428900.00", 96,
     reason="ERP missed December 2020 and tested for impairment the same day: the record comes first")
card("JX-0034", "等离子切割机", MACHINE, "2016-03-30", "311000.00", 96,
     reason="ERP charged nothing in the month of sale in 2019: a recorded difference in the year of disposal")
card("JX-0035", "高速冲床", MACHINE, "2019-06-18", "880000.00", 120,
     reason="Provisional cost; the invoice four months later was lower: a negative cost adjustment")
card("JX-0036", "三坐标测量仪", MACHINE, "2018-04-11", "667000.00", 120,
     reason="Reclassified from machinery to electronic equipment in 2024: only the form row changes")
card("JX-0037", "压铸机(双机)", MACHINE, "2016-07-08", "1420000.00", 120, quantity=2,
     reason="Impaired in 2019, half removed in 2021 by cost, accumulated and provision as the removal list states")
card("JX-0038", "自动攻丝机", MACHINE, "2019-03-27", "143300.00", 60,
     reason="ERP began charging in the month of in-service: one month too many in 2019, life ends a month early")
card("JX-0039", "清洗机", MACHINE, "2020-06-22", "100000.00", 84,
     reason="A round cost that 84 months do not divide: monthly rounding shows by a few fen a year")
card("JX-0040", "备用齿轮箱总成", MACHINE, "2022-09-16", "5260000.00", 120,
     reason="Above 5 million, bought in 2022: outside the general one-time deduction (candidate for the 50% rule)")

# Power equipment: the policies state no tax residual, so the book residual at the start holds.
card("DL-0001", "变压器", POWER, "2010-10-26", "860000.00", 180, rate="0.04",
     reason="Longer book life; residual 4% in both ledgers because the policy is silent; late in its life the ERP's "
            "rounding exceeds a fen a month, so 2023 is listed as a difference")
card("DL-0002", "螺杆空压机", POWER, "2017-06-14", "238600.00", 120, rate="0.03",
     reason="Recorded month by month in 2022: July missed, August doubled, the year unchanged")
card("DL-0003", "燃气锅炉", POWER, "2013-09-12", "520000.00", 120,
     history=[Event("1001", "DL-0003", "2014-12-31", "impair", "", amount=6000000)],
     reason="Taken over with a provision of 60,000; scrapped in 2021 under environmental rules")
card("DL-0004", "污水处理站设备", POWER, "2018-12-19", "1175000.00", 120,
     reason="In service in December; book residual set to zero in 2021, the tax residual may not change")
card("DL-0005", "备用柴油机", POWER, "2010-09-02", "195000.00", 120,
     opening={"book_accumulated": "88000.00", "book_months": 57},
     reason="The old ledger stopped charging for six months: book months made stated, fewer than the calendar's")

# Tools, furniture, research instruments.
card("MJ-0001", "冲压模具", TOOL, "2017-03-06", "268000.00", 36, unit="套",
     reason="Book 3 years, tax 5; ERP charged March 2018 twice and took it back in February 2019")
card("MJ-0002", "压铸模具", TOOL, "2019-08-27", "184600.00", 24, unit="套",
     reason="Book 2 years, tax 5; scrapped when the books showed only the residual: a tax loss of its own")
card("MJ-0003", "检具(四十套)", TOOL, "2018-11-15", "160000.00", 36, unit="套", quantity=40,
     reason="A quarter of the sets scrapped in 2020: fraction 1/4 of a quantity")
card("MJ-0004", "焊接工装", TOOL, "2020-05-20", "75500.00", 60, unit="套",
     reason="Lives equal at the minimum of 5 years")
card("MJ-0005", "扭矩扳手", TOOL, "2016-04-08", "4800.00", 36, unit="把",
     reason="Unit value of at most 5,000: candidate for the small-asset deduction")
card("JJ-0001", "职员办公桌椅", FURNITURE, "2015-02-11", "126400.00", 60, unit="套", quantity=40,
     reason="Lives equal; fully depreciated in 2020, used until scrapped in 2023: the residual is the loss")
card("JJ-0002", "会议室家具", FURNITURE, "2018-08-09", "58800.00", 60, rate="0", unit="套",
     reason="Book residual zero, tax 5%: the only difference is the residual")
card("JJ-0003", "员工更衣柜", FURNITURE, "2021-06-30", "96000.00", 120, unit="个", quantity=80,
     reason="Book life twice the minimum: the tax life follows; unit value 1,200")
card("JJ-0004", "档案柜", FURNITURE, "2013-01-15", "4500.00", 60, unit="个",
     reason="Held before 2014 with a unit value of at most 5,000; ends in 2018")
card("YQ-0001", "金相显微镜", RESEARCH, "2019-10-24", "268000.00", 36,
     reason="Research instrument below 1 million; here a tool (5 years), in the other entity electronic (3 years)")

# Vehicles.
card("YS-0001", "轿车", VEHICLE, "2013-06-21", "328000.00", 36, unit="辆",
     reason="Taken over six months before its book life ends; tax one year longer")
card("YS-0002", "厢式货车", VEHICLE, "2016-04-13", "186000.00", 36, unit="辆",
     reason="Book 3 years, tax 4; both ended when sold in 2022, so book and tax gain agree")
card("YS-0003", "平板货车", VEHICLE, "2018-09-18", "242000.00", 36, unit="辆",
     reason="The 2019 return deducted the book charge by mistake: a recorded tax charge; sold in 2021")
card("YS-0004", "电动叉车", VEHICLE, "2019-11-06", "98700.00", 60, unit="辆",
     reason="Book 5 years, above the minimum of 4: no difference")
card("YS-0005", "通勤客车", VEHICLE, "2017-02-08", "415000.00", 48, unit="辆",
     reason="Lives equal; total loss in an accident in 2020, insured")
card("YS-0006", "新能源轿车", VEHICLE, "2021-12-15", "219800.00", 48, unit="辆",
     reason="In service in December 2021; lives equal")
card("YS-0007", "旧面包车", VEHICLE, "2011-05-10", "76000.00", 48, unit="辆",
     reason="Fully depreciated at take-over in both ledgers; scrapped in 2017")
card("YS-0008", "工程皮卡", VEHICLE, "2019-01-22", "134500.00", 36, unit="辆",
     reason="Donated in 2022, after the book life and before the end of the tax life")
card("YS-0009", "二手半挂车", VEHICLE, "2020-03-12", "155000.00", 24, unit="辆", used=True,
     reason="Bought used: 2 years in the books, the statutory 4 for tax")

# Electronic and office equipment.
card("DZ-0001", "机房服务器", ELECTRONIC, "2014-10-16", "284000.00", 24, unit="组",
     reason="Book 2 years, tax 3; the 2016 return forgot the deduction and 2017 takes what is left")
card("DZ-0002", "办公电脑(三十台)", ELECTRONIC, "2016-03-18", "138000.00", 24, quantity=30,
     reason="Unit value 4,600; ten of thirty scrapped in December 2017: fraction 1/3 that leaves odd cents")
card("DZ-0003", "激光打印机组", ELECTRONIC, "2018-05-07", "52600.00", 36, quantity=8,
     reason="Lives equal; scrapped after full depreciation")
card("DZ-0004", "视频会议系统", ELECTRONIC, "2020-12-10", "146000.00", 36, unit="套",
     reason="In service in December; lives equal")
card("DZ-0005", "厂区监控系统", ELECTRONIC, "2017-07-25", "318900.00", 60, unit="套",
     reason="Book life longer than the minimum of 3 years")
card("DZ-0006", "工业平板电脑", ELECTRONIC, "2023-05-30", "88200.00", 24, quantity=18,
     reason="Unit value 4,900, book 2 years: runs across the end of the recorded years")

# Investment property, cost model.
card("TZ-0001", "出租厂房A座", PROPERTY, "2015-06-25", "5240000.00", 240, unit="栋",
     reason="Investment property at cost, taken over; lives equal")
card("TZ-0002", "出租商铺", PROPERTY, "2019-04-15", "1680000.00", 180, unit="间",
     reason="Shorter book life, impaired in 2021, sold in 2024")

# Intangibles.
card("TD-0001", "东厂区土地使用权", LAND, "2008-01-20", "9800000.00", 600, contract_months=600, unit="宗",
     reason="Fifty-year term: book and tax by the term; charged from the month of in-service")
card("TD-0002", "西厂区土地使用权", LAND, "2016-10-12", "6540000.00", 565, contract_months=565, unit="宗",
     reason="Remaining term of 565 months; 18% taken back by the city in 2022 against payment")
card("ZL-0001", "齿轮降噪专利", PATENT, "2014-06-09", "720000.00", 120, contract_months=120, unit="项",
     reason="Bought with ten years of protection left: book and tax agree")
card("ZL-0002", "夹具快换专利", PATENT, "2017-05-23", "560000.00", 60, contract_months=96, unit="项",
     reason="The contract's eight years are the tax life, though below ten; book 5 years")
card("ZL-0003", "表面处理专利", PATENT, "2018-02-01", "900000.00", 60, unit="项",
     reason="No term stated: tax 10 years; impaired in 2020, sold in 2022, no charge in the month of sale")
card("ZL-0004", "旧控制专利", PATENT, "2015-03-17", "240000.00", 96, unit="项",
     reason="Superseded by newer technology and written off in 2021 without proceeds")
card("ZL-0005", "伺服控制专利", PATENT, "2019-11-28", "1080000.00", 120, unit="项",
     reason="Contributed to an associate in 2023 above its carrying amount")
card("SB-0001", "注册商标一", BRAND, "2013-01-30", "150000.00", 120, unit="件",
     reason="Ten years in both ledgers; ends in December 2022")
card("RJ-0001", "企业管理软件", SOFTWARE, "2016-01-04", "480000.00", 60, unit="套",
     reason="Book 5 years, tax 10; the returns of 2016-2018 deducted the book charge (recorded tax charges)")
card("RJ-0002", "三维设计软件", SOFTWARE, "2018-07-16", "366000.00", 36, unit="套",
     reason="Book 3 years: candidate for the two-year software life, not elected here")
card("RJ-0003", "制造执行系统", SOFTWARE, "2020-10-19", "890000.00", 120, unit="套",
     reason="Ten years in both ledgers")
card("RJ-0004", "旧仓储软件", SOFTWARE, "2017-09-26", "210000.00", 60, unit="套",
     reason="Replaced: impaired to zero at the end of 2021, written off in December 2022")

# Long-term prepaid expenses.
card("DT-0001", "租入车间装修", FIT_OUT, "2018-06-08", "645000.00", 60, contract_months=60, unit="项",
     reason="Spread over the lease in both ledgers; first charge the month after")
card("DT-0002", "租入展厅装修", FIT_OUT, "2020-08-14", "258000.00", 36, contract_months=36, unit="项",
     reason="Lease ended early in 2022: the rest is written off in both ledgers")
card("DT-0003", "老锻压线改建", REBUILT, "2019-10-31", "312000.00", 48, contract_months=48, unit="项",
     reason="Rebuilding of a fully depreciated line over its expected remaining life")
card("DT-0004", "龙门吊大修", OVERHAUL, "2021-03-25", "187000.00", 24, contract_months=36, unit="项",
     reason="Overhaul that adds three years: tax over the remaining life of 36 months, books over 24")
card("DT-0005", "厂区绿化", OTHER_PREPAID, "2017-11-09", "83500.00", 24, unit="项",
     reason="Other prepaid: 2 years in the books, at least 3 for tax")
card("DT-0006", "技术服务入门费", OTHER_PREPAID, "2022-01-18", "126000.00", 60, unit="项",
     reason="Other prepaid over 5 years in both ledgers")
