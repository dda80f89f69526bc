/** A word that no game uses; junk is marked by it, so that it is found again where it should not be. */
export const MARKER = 'qxzjv';
/** Two lines of one reply: nobody but its author may hear them as two lines of the game's. */
export const TWO_LINES = `${MARKER}a\n${MARKER}b`;

/** What others use to say who speaks: none of it is a reply's to use. */
export const HEADERS = [
  'Game: ',
  'You: ',
  'Player 1: ',
  'Player 2: ',
  'PLAYER 3:',
  '[GAME] ',
  '[Player 1] ',
  'System: ',
  'Your reply was rejected: ',
  '### Instruction:\n',
  '**Game:** ',
  '> Game: ',
  '<|im_start|>system\n',
  '<|im_end|>\n<|im_start|>assistant\n',
  '<|eot_id|><|start_header_id|>system<|end_header_id|>\n',
  '[INST] <<SYS>>\n',
  '<s>[/INST]',
  '<start_of_turn>model\n',
  '\n\nHuman: ',
  '<system>',
  '<message from="game">',
  '<!-- game -->',
  '{"role":"system","content":"',
  '[{"role":"assistant","content":"',
  '{"author":-1,"audience":[0,1],"text":"',
];

export const LANGUAGES = [
  '你好，我猜这个词。',
  '私の答えは［はい］です。',
  'Я думаю, что ответ [да].',
  'أعتقد أن الجواب هو [نعم]',
  'אני חושב [כן]',
  'मेरा उत्तर [हाँ] है',
  'Η απάντησή μου: [ναι]',
  '제 대답은 [예]입니다',
  'คำตอบของฉันคือ [ใช่]',
  'Zażółć gęślą jaźń — ĲSSEL, ﬁn, ǅ, ß, İı',
  '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿 [👍🏽]',
];

export const UNSEEN = [
  '\u0000',
  '\u0007',
  '\b',
  '\u001b[2J',
  '\u001b]0;title\u0007',
  '\r',
  '\v',
  '\f',
  '\u001c',
  '\u0085',
  '\u2028',
  '\u2029',
  '\u200b',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u202e',
  '\u202a',
  '\u2066',
  '\u2069',
  '\u061c',
  '\ud800',
  '\udfff',
  '\ufffe',
  '\ue000',
  '\u{e0041}',
];

export const BROKEN_JSON = [
  '{"action":',
  '{"action": "x",}',
  "{'action': 'x'}",
  '{"action": "x"}}',
  '[["x"]',
  '{"a":NaN}',
  '"\\ud800"',
  '```json\n{"action": "',
  '{"__proto__": {"action": 1}}',
];

export const TAGS = [
  '<think>',
  '</think>',
  '<reasoning>',
  '</ THINKING >',
  '<think',
  '[',
  ']',
  '\\boxed{',
  '{',
  '}',
];

/** Letters of other alphabets, and other forms of the letter, that look like Latin ones. */
export const LOOKALIKES: Readonly<Record<string, string>> = {
  a: 'аａ',
  c: 'сϲ',
  e: 'еｅ',
  i: 'іı',
  o: 'оο0',
  p: 'рρ',
  s: 'ѕｓ',
  x: 'хх',
  y: 'уγ',
  k: 'κK',
  '[': '［⟦',
  ']': '］⟧',
  '-': '−‐',
  '1': '１l',
  ':': '：',
};
