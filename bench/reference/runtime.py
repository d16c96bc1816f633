"""Runs a handler as Lambda's Python runtime does: python3 runtime.py module.function

Asks the Runtime API for an invocation, calls the handler with the event it reads from the JSON, posts what the handler
returns as JSON, and so on, over one kept connection. It does less than awslambdaric (no logging set-up, no frozen
context with a client context, no log sink), so it starts and answers a little sooner than that: this favours Python.
"""

import http.client
import importlib
import json
import os
import sys
import traceback

ROOT = "/2018-06-01/runtime/"


class Context:
    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.deadline_millis = int(headers["Lambda-Runtime-Deadline-Ms"])
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]


def call(connection, method, path, body=None):
    connection.request(method, ROOT + path, body)
    answer = connection.getresponse()
    return answer.headers, answer.read()


def main():
    connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    module, name = sys.argv[1].rsplit(".", 1)
    handler = getattr(importlib.import_module(module), name)
    while True:
        headers, event = call(connection, "GET", "invocation/next")
        context = Context(headers)
        path = "invocation/" + context.aws_request_id
        try:
            result = json.dumps(handler(json.loads(event), context))
        except Exception as e:
            traceback.print_exc()
            error = {"errorType": type(e).__name__, "errorMessage": str(e)}
            call(connection, "POST", path + "/error", json.dumps(error))
            continue
        call(connection, "POST", path + "/response", result)


main()
