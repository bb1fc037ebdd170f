"""A page in a real Chromium, for the tests of the HTML report: open, ask, look at the console, print."""

import base64
import pathlib
import subprocess

from selenium import webdriver
from selenium.webdriver.chrome.service import Service


class Browser:
    def __init__(self):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        self.size(1300, 1000)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def size(self, width, height):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def dark(self, wanted):
        value = "dark" if wanted else "light"
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia",
                                    {"features": [{"name": "prefers-color-scheme", "value": value}]})

    def open(self, file):
        self.driver.get(pathlib.Path(file).resolve().as_uri())

    def ask(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def press(self, key):
        self.driver.switch_to.active_element.send_keys(key)

    def complaints(self):
        """Lines of the console: errors of the script, and what the page's policy forbade."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def print_text(self, file):
        """Prints to a PDF and gives its text back."""
        pdf = self.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True})
        pathlib.Path(file).write_bytes(base64.b64decode(pdf["data"]))
        return subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True,
                              text=True).stdout
