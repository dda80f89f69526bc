"""A bot that plays at random; docs/bots.md has the protocol."""

import json
import random
import re
import sys

rules = ""
for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "begin":
        random.seed(message["seed"])
        answer = {"type": "ready", "name": "random.py"}
    elif message["type"] == "act":
        rules = message.get("rules", rules)
        answer = {"id": message["id"]}
        if "actions" in message:
            answer["action"] = random.choice(message["actions"])
        elif any(m["text"].startswith("Your reply was rejected") for m in message["messages"]):
            answer["reply"] = "No, thank you."  # where talk is free
        else:  # a game in words: its rules show replies in brackets
            answer["reply"] = random.choice(re.findall(r"\[[^\[\]]+\]", rules))
    else:
        continue
    print(json.dumps(answer), flush=True)
