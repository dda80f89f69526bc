// A bot that plays at random; docs/bots.md has the protocol.
import { createInterface } from 'node:readline';

let state = 1;
let rules = '';
const pick = (list) => list[(state = (state * 48271) % 2147483647) % list.length]; // Lehmer's generator

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  let answer;
  if (message.type === 'begin') {
    state = 1 + (message.seed % 2147483646);
    answer = { type: 'ready', name: 'random.mjs' };
  } else if (message.type === 'act') {
    rules = message.rules ?? rules;
    answer = { id: message.id };
    if (message.actions) answer.action = pick(message.actions);
    else if (message.messages.some(({ text }) => text.startsWith('Your reply was rejected')))
      answer.reply = 'No, thank you.'; // where talk is free
    else answer.reply = pick(rules.match(/\[[^[\]]+\]/g)); // a game in words: its rules show replies in brackets
  } else continue;
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
