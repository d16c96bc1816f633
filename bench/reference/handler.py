"""What the function of Amazon's article "Rotate your SP-API credentials using AWS" (May 2023) does, in our own words.

What it keeps, because it is what people copied: one boto3 client for Parameter Store, made when the module is imported
and reused by later invocations; all three parameters read again in every invocation, in one call; a new connection to
LWA for each exchange, as requests.post makes it; no cache; LWA's answer handed back as it came.

Where it differs: the values are found by their parameters' names, where the blog counts on an order that Parameter
Store does not promise; both services' addresses come from the environment; and the token is not printed.
"""

import os

import boto3
import requests

APPLICATION = "/" + os.environ["REKEY_APP"]
SECRET = APPLICATION + "/lwa/clientsecret"
IDENTIFIER = APPLICATION + "/lwa/clientidentifier"
REFRESH_TOKEN = APPLICATION + "/refreshToken"
TOKEN_ADDRESS = os.environ["REKEY_LWA_ENDPOINT"]

ssm = boto3.client("ssm")


def lambda_handler(event, context):
    answer = ssm.get_parameters(Names=[SECRET, IDENTIFIER, REFRESH_TOKEN], WithDecryption=True)
    values = {parameter["Name"]: parameter["Value"] for parameter in answer["Parameters"]}
    form = {
        "grant_type": "refresh_token",
        "client_secret": values[SECRET],
        "client_id": values[IDENTIFIER],
        "refresh_token": values[REFRESH_TOKEN],
    }
    return requests.post(TOKEN_ADDRESS, data=form).text
