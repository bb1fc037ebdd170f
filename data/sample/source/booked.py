"""What the ERP and the earlier returns did otherwise than the rules say: every deliberate difference of the sample."""

# Years whose book figures the ERP recorded; later years are computed.
RECORDED_YEARS = {"1001": range(2016, 2024), "1002": range(2021, 2024)}

# (entity, asset): {month: months charged too many (+) or too few (-)}, and why.
SLIPS = {
    ("1001", "JX-0031"): ({"2018-12": -1, "2019-01": 1}, "December 2018 missed, charged with January 2019"),
    ("1001", "JX-0032"): ({"2020-07": -1}, "July 2020 missed and never caught up"),
    ("1001", "JX-0033"): ({"2020-12": -1}, "December 2020 missed before the impairment test of that day"),
    ("1001", "JX-0034"): ({"2019-09": -1}, "nothing charged in the month of sale"),
    ("1001", "JX-0038"): ({"2019-04": 1}, "charged from the month of in-service, one month too early"),
    ("1001", "MJ-0001"): ({"2018-03": 1, "2019-02": -1}, "March 2018 charged twice, taken back in February 2019"),
    ("1001", "DL-0002"): ({"2022-07": -1, "2022-08": 1}, "July 2022 missed, August doubled; recorded by month"),
}

# Cards whose record states each month of a year.
RECORDED_BY_MONTH = {("1001", "DL-0002", 2022)}

# Charges that earlier returns deducted: "book" = the book charge was deducted, "agrees" = as the law says, or an amount.
EARLIER_RETURNS = [
    ("1001", "FW-0001", (2016, 2017, 2018), "book", "book figure deducted: differs by the rounding of months at most"),
    ("1001", "FW-0004", (2016, 2017), "agrees", "deducted as computed: no finding"),
    ("1001", "JX-0004", (2016, 2017), "agrees", "deducted as computed: no finding"),
    ("1001", "RJ-0001", (2016, 2017, 2018), "book", "book charge over 5 years deducted instead of the tax charge over 10"),
    ("1001", "YS-0003", (2019,), "book", "book charge over 3 years deducted instead of the tax charge over 4"),
    ("1001", "DZ-0001", (2016,), "0.00", "deduction forgotten; 2017 takes what is left"),
]

# Differences between the register and the accounts at the end of 2023: account, amount (debit positive), why.
# The set-aside card and the card posted late are added from the cards themselves.
LATE_POSTING = ("1001", "JX-0020", "card dated December 2023, voucher posted in January 2024")
MANUAL_VOUCHERS = [
    ("1001", "1602.03", "-1200.00", "manual voucher of December 2023 without a card: depreciation of 1,200.00"),
]

# Accounts that have nothing to do with the register, so that the balances are a trial balance and not a list.
OTHER_ACCOUNTS = {
    "1001": [("1002", "银行存款", "8642310.55"), ("1122", "应收账款", "15320480.20"), ("1405", "库存商品", "9874200.00"),
             ("1604", "在建工程", "1260000.00"), ("2202", "应付账款", "-11208336.48"),
             ("2221", "应交税费", "-745120.36"), ("4001", "实收资本", "-50000000.00")],
    "1002": [("1002", "银行存款", "12080633.70"), ("1122", "应收账款", "8450216.00"),
             ("2202", "应付账款", "-6233900.15"), ("2501", "长期借款", "-40000000.00"),
             ("4001", "实收资本", "-60000000.00")],
}
BALANCING_ACCOUNT = ("4104", "利润分配-未分配利润")
