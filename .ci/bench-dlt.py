"""Loads the same accounts and posts from the simulator with dlt: profiles and posts, merged by their ids into SQLite.

Arguments: simulator, accounts, pages, folder. Prints as JSON how many posts and how many seconds."""

import json
import os
import shutil
import sys
import time

import dlt
from dlt.sources.helpers import requests

simulator, accounts, pages, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
shutil.rmtree(f"{folder}/dlt", ignore_errors=True)
session = requests.Client()
posts = 0


def ask(path, **query):
    answer = session.get(f"{simulator}/tiktok.scraper7{path}", params=query, headers={"x-rapidapi-key": "benchmark"})
    return answer.json()["data"]


@dlt.resource(write_disposition="merge", primary_key="id")
def profiles():
    for account in range(accounts):
        data = ask("/user/info", unique_id=f"user{account}")
        yield data["user"] | {"stats": data["stats"]}


@dlt.resource(write_disposition="merge", primary_key="video_id")
def videos():
    global posts
    for account in range(accounts):
        cursor = "0"
        for _ in range(pages):
            data = ask("/user/posts", unique_id=f"user{account}", count=35, cursor=cursor)
            posts += len(data["videos"])
            yield data["videos"]
            if not data["hasMore"]:
                break
            cursor = data["cursor"]


pipeline = dlt.pipeline(
    "bench",
    pipelines_dir=f"{folder}/dlt",
    dataset_name="main",
    destination=dlt.destinations.sqlalchemy(f"sqlite:///{folder}/dlt/dlt.db"),
)
os.makedirs(f"{folder}/dlt", exist_ok=True)
start = time.monotonic()
pipeline.run([profiles(), videos()])
print(json.dumps({"posts": posts, "seconds": time.monotonic() - start, "processor_seconds": time.process_time()}))
