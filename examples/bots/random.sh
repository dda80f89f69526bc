#!/bin/sh
# A bot that plays at random; docs/bots.md has the protocol. A quote in a text is escaped, so "key": is a key.
number() { printf '%s\n' "$line" | sed -n "s/^[^[]*\"$1\":\([0-9]*\).*/\1/p"; }
pick() { awk -v random="$((state / 65536))" '{ all[NR] = $0 } END { print all[random % NR + 1] }'; }

while IFS= read -r line; do
  state=$(((state * 1103515245 + 12345) % 2147483648)) # a random number, from the seed on
  case $line in
    '{"type":"begin"'*)
      state=$(number seed)
      echo '{"type":"ready","name":"random.sh"}' ;;
    '{"type":"act"'*'"actions":['*)
      action=$(printf '%s\n' "$line" | sed 's/.*"actions":\[\([^]]*\)\].*/\1/' | tr , '\n' | pick)
      echo "{\"id\":$(number id),\"action\":$action}" ;;
    '{"type":"act"'*) # a game in words: its rules show replies in brackets
      case $line in *'"rules":"'*)
        rules=$(printf '%s\n' "$line" | sed -E 's/.*"rules":"(([^"\\]|\\.)*)".*/\1/') ;;
      esac
      reply=$(printf '%s\n' "$rules" | tr '[' '\n' | sed -n 's/^\([^]]*\)\].*/[\1]/p' | pick)
      case $line in *'"text":"Your reply was rejected'*) reply='No, thank you.' ;; esac # free talk
      printf '{"id":%s,"reply":"%s"}\n' "$(number id)" "$reply" ;;
  esac
done
