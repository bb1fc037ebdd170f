"""Writes an impairment test as a workbook and, for comparison, as TOML: impairment_workbook.py BOOK TOML."""
import zipfile, sys
from xml.sax.saxutils import escape
def write(path, sheets):
    z=zipfile.ZipFile(path,'w',zipfile.ZIP_DEFLATED)
    def put(n,t):
        i=zipfile.ZipInfo(n,(2024,1,1,0,0,0)); i.compress_type=zipfile.ZIP_DEFLATED; z.writestr(i,t)
    put('[Content_Types].xml','<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'+''.join(f'<Override PartName="/xl/worksheets/sheet{i+1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' for i in range(len(sheets)))+'</Types>')
    put('_rels/.rels','<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    put('xl/workbook.xml','<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'+''.join(f'<sheet name="{n}" sheetId="{i+1}" r:id="s{i+1}"/>' for i,(n,_) in enumerate(sheets))+'</sheets></workbook>')
    put('xl/_rels/workbook.xml.rels','<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'+''.join(f'<Relationship Id="s{i+1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{i+1}.xml"/>' for i in range(len(sheets)))+'</Relationships>')
    for i,(n,rows) in enumerate(sheets):
        out=''
        for r,row in enumerate(rows,1):
            cells=''
            for c,v in enumerate(row):
                if v is None: continue
                ref=chr(65+c)+str(r)
                if isinstance(v,bool): cells+=f'<c r="{ref}" t="b"><v>{int(v)}</v></c>'
                elif isinstance(v,(int,float)): cells+=f'<c r="{ref}"><v>{v}</v></c>'
                else: cells+=f'<c r="{ref}" t="inlineStr"><is><t>{escape(v)}</t></is></c>'
            out+=f'<row r="{r}">{cells}</row>'
        put(f'xl/worksheets/sheet{i+1}.xml',f'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{out}</sheetData></worksheet>')
    z.close()


SHEETS = [
    ("test", [["key", "value"], ["regime", "ifrs"], ["date", "2023-12-31"], ["entity", "1001"]]),
    ("units", [["id", "goodwill", "discount_rate", "factor_decimals", "fair_value_less_costs", "indicators"],
               ["line", 1000, "8%", 4, 90000, "fewer orders; one customer lost"],
               ["ship", None, 0.12, None, None, None]]),
    ("assets", [["unit", "id", "carrying", "fair_value_less_costs", "excluded", "remaining_months"],
                ["line", "A", 60000.5, 50000, None, 60],
                ["line", "B", 50000, None, None, 120],
                ["line", "stock", 7000, None, True, 6],
                ["ship", "S", 40000, None, None, 36]]),
    ("cash_flows", [["unit", "scenario", "year", "cash_flow"],
                    ["line", None, 1, 30000], ["line", None, 2, 30000], ["line", None, 3, 40000.25],
                    ["ship", "good", 1, 20000], ["ship", "bad", 1, 10000],
                    ["ship", "good", 2, 20000], ["ship", "bad", 2, 8000]]),
    ("scenarios", [["unit", "name", "probability"], ["ship", "good", 0.4], ["ship", "bad", 0.6]]),
    ("corporate", [["id", "carrying", "units", "weight", "allocated"],
                   ["office", 9000, "line;ship", "remaining-life", True], ["lab", 3000, None, None, False]]),
    ("groups", [["id", "corporate", "recoverable"], ["all", "lab", 100000]]),
]

TOML = """regime = "ifrs"
date = 2023-12-31
entity = "1001"
[[unit]]
id = "line"
goodwill = 1000
discount_rate = "8%"
factor_decimals = 4
fair_value_less_costs = 90000
indicators = ["fewer orders", "one customer lost"]
cash_flows = [30000, 30000, "40000.25"]
asset = [{ id = "A", carrying = "60000.50", fair_value_less_costs = 50000, remaining_months = 60 },
  { id = "B", carrying = 50000, remaining_months = 120 },
  { id = "stock", carrying = 7000, excluded = true, remaining_months = 6 }]
[[unit]]
id = "ship"
discount_rate = "12%"
asset = [{ id = "S", carrying = 40000, remaining_months = 36 }]
scenario = [{ name = "good", probability = "40%", cash_flows = [20000, 20000] },
  { name = "bad", probability = "60%", cash_flows = [10000, 8000] }]
[[corporate]]
id = "office"
carrying = 9000
units = ["line", "ship"]
weight = "remaining-life"
[[corporate]]
id = "lab"
carrying = 3000
allocated = false
[[group]]
id = "all"
corporate = ["lab"]
recoverable = 100000
"""

write(sys.argv[1], SHEETS)
open(sys.argv[2], "w", encoding="utf-8").write(TOML)
