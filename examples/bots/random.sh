#!/bin/sh
# A bot that plays at random; docs/bots.md has the protocol. A quote in a text is escaped, so "key": is a key.
number() { printf '%s\n' "$line" | sed -n "s/^[^[]*\"$1\":\([0-9]*\).*/\1/p"; }

while IFS= read -r line; do
  case $line in
    '{"type":"begin"'*)
      state=$(number seed)
      echo '{"type":"ready","name":"random.sh"}' ;;
    '{"type":"act"'*'"actions":'*)
      state=$(((state * 1103515245 + 12345) % 2147483648))
      action=$(printf '%s\n' "$line" | sed 's/.*"actions":\[\([^]]*\)\].*/\1/' |
        awk -F, -v random="$((state / 65536))" '{ print $(random % NF + 1) }')
      echo "{\"id\":$(number id),\"action\":$action}" ;;
    '{"type":"act"'*) # a game in words: its rules show replies in brackets
      case $line in
        *'"rules":'*) reply=$(printf '%s\n' "$line" |
          sed -E 's/.*"rules":"(([^"\\]|\\.)*)".*/\1/; s/.*(\[[^][]+\]).*/\1/') ;;
      esac
      printf '{"id":%s,"reply":"%s"}\n' "$(number id)" "$reply" ;;
  esac
done
