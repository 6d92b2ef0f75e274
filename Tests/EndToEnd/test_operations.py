"""How the server is watched over: metrics, and its log."""

import http.client
import json
import re
import unittest

from desk import Desk, EXIT, free_port

SAMPLE = re.compile(r'^([a-z_]+)(\{[a-z]+="[^"]*"(?:,[a-z]+="[^"]*")*\})? (\S+)$')
SECRETS = ("Printer of Ada", "lea", "karim", "SECURITY", "requests/1-")


def ask(port, path, host="127.0.0.1", **headers):
    """Status, headers and text of an answer."""
    connection = http.client.HTTPConnection(host, port, timeout=20)
    try:
        connection.request(
            "GET", path, headers={name.replace("_", "-"): text for name, text in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


def samples(text):
    """The values of a page for Prometheus, by name with labels."""
    found = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            name, labels, value = SAMPLE.match(line).groups()
            found[name + (labels or "")] = float(value)
    return found


class MetricsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.end)
        cls.lea = cls.desk.join("lea")
        cls.ref = cls.lea.new("Printer of Ada")
        cls.lea.sync()

    def metrics(self):
        status, headers, text = ask(self.desk.port, "/metrics")
        self.assertEqual(status, 200)
        self.assertEqual(headers["Content-Type"], "text/plain; version=0.0.4; charset=utf-8")
        return text

    def test_what_is_counted_is_true(self):
        before = samples(self.metrics())
        self.assertEqual(before["escale_ready"], 1)
        self.assertGreaterEqual(before["escale_ledger_position"], 1)
        synced = 'escale_http_requests_total{code="2xx",method="POST",route="/v1/sync"}'
        self.lea.sync()
        after = samples(self.metrics())
        self.assertGreater(after[synced], before[synced])
        times = 'escale_http_request_seconds_count{route="/v1/sync"}'
        self.assertGreater(after[times], before[times])
        self.assertEqual(after["escale_http_requests_open"], 1)  # the one that is answered
        for name in ("process_cpu_seconds_total", "process_resident_memory_bytes",
                     "process_open_fds", "escale_data_free_bytes", "escale_timers_fired_total"):
            self.assertIn(name, after)

    def test_each_name_has_one_type_and_a_meaning(self):
        text = self.metrics()
        types = re.findall(r"^# TYPE (\S+) ", text, re.M)
        self.assertEqual(len(types), len(set(types)))
        self.assertEqual(set(types), set(re.findall(r"^# HELP (\S+) ", text, re.M)))

    def test_nothing_of_people_and_requests_is_in_it(self):
        for path in (f"/requests/{self.ref}", "/requests/1-99", "/nothing/of/the/kind?q=lea"):
            ask(self.desk.port, path)
        text = self.metrics()
        for secret in (*SECRETS, self.ref, "nothing/of"):
            self.assertNotIn(secret, text)
        self.assertIn('route="/requests/{ref}"', text)

    def test_what_a_proxy_passes_on_is_not_answered(self):
        for headers in ({"X_Forwarded_For": "10.0.0.1"}, {"Forwarded": "for=10.0.0.1"},
                        {"Via": "1.1 proxy"}, {"Host": "helpdesk.example.org"}):
            status, _, text = ask(self.desk.port, "/metrics", **headers)
            self.assertEqual((status, json.loads(text)["code"]), (404, "http.unknown-path"))


class OptionsTest(unittest.TestCase):
    def desk_with(self, *options):
        desk = Desk(serving=False)
        self.addCleanup(desk.end)
        desk.options = list(options)
        desk.start()
        return desk

    def log(self, desk):
        desk.stop()
        return [json.loads(line) for line in desk.log.read_text().splitlines()
                if line.startswith("{")]

    def test_metrics_can_have_an_address_of_their_own(self):
        port = free_port()
        desk = self.desk_with("--metrics-listen", f"127.0.0.1:{port}")
        self.assertEqual(ask(desk.port, "/metrics")[0], 404)
        status, _, text = ask(port, "/metrics", X_Forwarded_For="10.0.0.1")
        self.assertEqual(status, 200)
        self.assertEqual(samples(text)["escale_ready"], 1)
        self.assertEqual(ask(port, "/readyz")[0], 404)
        self.assertEqual(desk.stop(), 0)

    def test_an_address_that_is_taken_is_named(self):
        desk = self.desk_with()
        taken = f"127.0.0.1:{desk.port}"
        other = Desk(serving=False)
        self.addCleanup(other.end)
        refused = other.server(
            "serve", "--listen", "127.0.0.1:0", "--metrics-listen", taken, "--json", expect=1)
        error = json.loads(refused.err.splitlines()[-1])["error"]  # the log may stand before it
        self.assertEqual(error["code"], "serve.address-refused")
        self.assertEqual(error["details"]["address"], taken)
        other.server("serve", "--metrics-listen", "nowhere", expect=EXIT["usage"])
        other.server("serve", "--log-format", "xml", expect=EXIT["usage"])

    def test_the_log_is_json_and_names_requests_as_their_answers_do(self):
        desk = self.desk_with("--log-format", "json", "--verbose")
        status, _, text = ask(desk.port, "/v1/sync?who=lea")
        problem = json.loads(text)
        self.assertEqual((status, problem["code"]), (405, "http.wrong-method"))
        lines = self.log(desk)
        told = [line for line in lines if line.get("request") == problem["requestId"]]
        self.assertEqual([line["message"] for line in told], ["answered"])
        self.assertEqual(told[0]["level"], "info")
        self.assertRegex(told[0]["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        data = told[0]["data"]
        self.assertEqual(
            (data["method"], data["route"], data["status"]), ("GET", "/v1/sync", "405"))
        self.assertNotIn("who=lea", desk.log.read_text())

    def test_a_named_proxy_names_requests(self):
        desk = self.desk_with(
            "--log-format", "json", "--verbose", "--trusted-proxy", "127.0.0.1")
        _, _, text = ask(desk.port, "/nothing", X_Request_Id="from-the-proxy-1")
        self.assertEqual(json.loads(text)["requestId"], "from-the-proxy-1")
        # Nor does it read metrics, whatever it leaves out.
        self.assertEqual(ask(desk.port, "/metrics")[0], 404)
        self.assertIn("from-the-proxy-1", [line.get("request") for line in self.log(desk)])

    def test_the_log_is_for_people_otherwise(self):
        desk = self.desk_with("--verbose")
        ask(desk.port, "/livez", X_Request_Id="not-from-a-proxy")
        desk.stop()
        text = desk.log.read_text()
        self.assertRegex(
            text, r"(?m)^\S+Z info \[\w+\] answered method=GET milliseconds=\d+ route=/livez status=200$")
        self.assertNotIn("not-from-a-proxy", text)


if __name__ == "__main__":
    unittest.main()
