import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastMarked, quote, speech, splitReasoning, transcript } from '@parlor/envs';
import fc from 'fast-check';

const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      '<think>',
      '</think>',
      '<THINKING>',
      '</thinking>',
      '<reasoning >',
      '[',
      ']',
      '{',
      '}',
      '\\boxed{',
    ),
    fc.string(),
  ),
  { maxLength: 20 },
);

test('every character of a reply is speech, or reasoning, or part of a tag', () => {
  const kept = (text: string): string =>
    [...text.replace(/<\/?\s*(think|thinking|reasoning)\b[^<>]*>/gi, '').replaceAll('\n', '')]
      .sort()
      .join('');
  fc.assert(
    fc.property(
      pieces.map((parts) => parts.join('')),
      (reply) => {
        const { speech, reasoning } = splitReasoning(reply);
        assert.equal([...(speech + reasoning).replaceAll('\n', '')].sort().join(''), kept(reply));
      },
    ),
  );
});

test('what stands between think tags is never speech, whatever stands around it', () => {
  fc.assert(
    fc.property(pieces, pieces, fc.constantFrom('think', 'thinking', 'Reasoning'), (before, after, tag) => {
      const { speech } = splitReasoning(`${before.join('')}<${tag}>secret plan</${tag}>${after.join('')}`);
      assert.equal(!speech.includes('secret plan'), true);
    }),
  );
});

/** As models and their chat templates write them. */
const REASONED: readonly (readonly [reply: string, speech: string])[] = [
  ['<thought>a jack</thought>[bet]', '[bet]'],
  ['<thoughts>a jack</thoughts>[bet]', '[bet]'],
  ['<scratchpad>a jack</scratchpad>[bet]', '[bet]'],
  ['<analysis>a jack</analysis>[bet]', '[bet]'],
  ['<reflection>a jack</reflection>[bet]', '[bet]'],
  ['<seed:think>a jack</seed:think>[bet]', '[bet]'],
  ['[THINK]a jack[/THINK][bet]', '[bet]'],
  ['◁think▷a jack◁/think▷[bet]', '[bet]'],
  ['<|begin_of_thought|>a jack<|end_of_thought|>[bet]', '[bet]'],
  ['<|channel|>analysis<|message|>a jack<|channel|>final<|message|>[bet]', '[bet]'],
  ['<|channel|>commentary<|message|>a jack', ''],
  ['a jack</think>[bet]', '[bet]'],
  ['I think [bet]', 'I think [bet]'],
];
for (const [reply, spoken] of REASONED) {
  test(`of ${reply} only what is no reasoning is speech`, () => {
    const { speech, reasoning } = splitReasoning(reply);
    assert.equal(speech, spoken);
    assert.equal(speech.includes('jack'), false);
    if (spoken !== reply) assert.match(reasoning, /a jack/);
  });
}

test('free words hold no mark of an action, nor what looks like one', () => {
  fc.assert(
    fc.property(
      fc
        .array(
          fc.oneof(
            fc.constantFrom('[', ']', '［', '］', '【', '\\', '\\boxed{', '}', '[\u00adbet]', '[[a]]'),
            fc.string(),
          ),
        )
        .map((parts) => parts.join('')),
      (text) => {
        assert.equal(lastMarked(speech(text)), undefined);
        assert.doesNotMatch(speech(text), /[[\]［］【】]/u);
      },
    ),
  );
  assert.equal(speech('I will not [bet] or \\boxed{fold};'), 'I will not (bet) or boxed{fold};');
  // Taking one backslash out of two left a box.
  assert.equal(speech('\\\\boxed{fold}'), 'boxed{fold}');
});

test('a reply without tags is all speech', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/[<[◁]/.test(text)),
      (reply) => {
        assert.deepEqual(splitReasoning(reply), { speech: reply, reasoning: '' });
      },
    ),
  );
});

test('in doubt a passage is private', () => {
  assert.deepEqual(splitReasoning('<think>a</think>b'), { speech: 'b', reasoning: 'a' });
  assert.deepEqual(splitReasoning('a</think>b'), { speech: 'b', reasoning: 'a' }); // the template wrote the opening tag
  assert.deepEqual(splitReasoning('a<think>b'), { speech: 'a', reasoning: 'b' }); // cut off while thinking
  assert.deepEqual(splitReasoning('<think>a<think>b</think>c</think>d'), {
    speech: 'd',
    reasoning: 'a\nb\nc',
  });
  assert.deepEqual(splitReasoning('a<think>b</think>c<think>d</think>e'), {
    speech: 'ace',
    reasoning: 'b\nd',
  });
});

test('megabytes of tags are split in linear time', () => {
  // Anything worse than linear would take minutes here.
  for (const unit of ['<think>', '</think>x', '<think', '<', '<  ', '<think>x</think>']) {
    const { speech } = splitReasoning(unit.repeat(300_000));
    assert.equal(speech.length <= 300_000 * unit.length, true);
  }
});

test('the last marked word is the one in the last brackets or box to end', () => {
  assert.equal(lastMarked('no marks'), undefined);
  assert.equal(lastMarked('[a] [b]'), 'b');
  assert.equal(lastMarked('[a] \\boxed{b}'), 'b');
  assert.equal(lastMarked('\\boxed{a} [ b ]'), 'b');
  assert.equal(lastMarked('\\boxed{f{x}{y}}'), 'f{x}{y}');
  assert.equal(lastMarked('\\boxed{\\text{call}}'), 'call');
  assert.equal(lastMarked('\\boxed{[call]}'), 'call');
  assert.equal(lastMarked('\\boxed{a'), undefined);
  assert.equal(lastMarked('[a [b] c]'), 'b');
  assert.equal(lastMarked('[a'), undefined);
  assert.equal(lastMarked('[]'), '');
});

test('whatever is in brackets without brackets is found behind any text', () => {
  const plain = fc.string().filter((text) => !/[[\]{}\\]/.test(text));
  fc.assert(
    fc.property(fc.string(), plain, (before, word) => {
      assert.equal(lastMarked(`${before} [${word}]`), word.trim());
      assert.equal(lastMarked(`${before} \\boxed{${word}}`), word.trim());
    }),
  );
});

test('a quotation is one short line without control characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120, size: 'max' }), (text) => {
      const quoted = quote(text);
      assert.doesNotMatch(quoted, /[\p{C}\u2028\u2029]/u);
      assert.equal([...quoted].length <= 43, true);
    }),
  );
});

test('no message can hold a line of a transcript that looks like another message', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\u2028', 'Game: ', 'You: ') }),
      (text) => {
        const lines = transcript([{ author: 1, audience: [0], text }], 0).split(/[\n\r\u2028]/);
        assert.equal(lines[0].startsWith('Player 2: '), true);
        for (const line of lines.slice(1)) assert.equal(line.startsWith('  '), true);
      },
    ),
  );
});
