import fc from 'fast-check';
import { type GameRow, constantLaw, judge, positionLaw } from './law.ts';
import { legalOf, type Position, possible, someOf, walk } from './playthrough.ts';
import { quote } from './story.ts';
import { broken } from './violation.ts';

function checkNames({ game, state, mover }: Position): void {
  const names = new Map<string, number>();
  for (const action of possible(game, state, mover)) {
    const name = game.text.actionName(state, action);
    if (typeof name !== 'string' || name.trim() === '') broken(`${action} has no name`);
    if (mover < 0) continue; // outcomes that look alike may be called alike: nobody picks them by name
    const other = names.get(name.toLowerCase());
    if (other !== undefined) broken(`actions ${other} and ${action} are both called ${quote(name)}`);
    names.set(name.toLowerCase(), action);
  }
}

/** Of more actions than these, only some are read back at each position: many a parser looks at all of them. */
const READ = 24;

function checkRoundTrip(position: Position): void {
  const { game, state, mover } = position;
  if (mover < 0) return;
  for (const action of someOf(position, READ)) {
    const name = game.text.actionName(state, action);
    for (const reply of [name, `[${name}]`, `I thought about it. [${name}]`]) {
      const parsed = game.text.parse(state, reply);
      if (parsed === action) continue;
      const found = typeof parsed === 'number' ? `action ${parsed}` : `a failure, ${quote(parsed.reason)}`;
      broken(`action ${action} is called ${quote(name)}, but ${quote(reply)} is read as ${found}`);
    }
  }
}

function checkReply({ game, state }: Position, reply: string): void {
  const parsed = game.text.parse(state, reply);
  if (typeof parsed === 'number') {
    const legal = legalOf(game, state);
    if (!legal.includes(parsed))
      broken(`${quote(reply)} is read as ${parsed}, but legal are ${legal.join(', ')}`);
    return;
  }
  for (const part of ['reason', 'format'] as const) {
    if (typeof parsed?.[part] !== 'string' || parsed[part].trim() === '') {
      broken(`${quote(reply)} is refused without a ${part}`);
    }
  }
}

/** Replies that parsers stumble over: any characters, brackets, numbers, very long ones. */
const replies = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }).map((text) => `[${text}]`),
  fc.integer().map((number) => `[${number}]`),
  fc.double().map(String),
  fc.constantFrom('', '[', ']', '[]', '[[]]', '\\boxed{}', 'null', '__proto__', '\0', '(a+)+$'),
  fc
    .tuple(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 4000 }))
    .map(([text, times]) => text.repeat(times)),
);

const parseLaw: GameRow = {
  name: 'parse-survives-anything',
  summary: 'any reply is read as a legal action or refused with a reason and the format',
  property: ({ game, choices }) =>
    fc.property(choices, replies, fc.nat(), (chosen, reply, turn) => {
      const history: number[] = [];
      judge(parseLaw.name, parseLaw.summary, game, history, () => {
        const at = turn % (1 + Math.min(chosen.length, 40));
        for (const position of walk(game, chosen, history)) {
          if (position.mover >= 0 && history.length >= at) {
            checkReply(position, reply);
            // The name of an action that may not be legal here, and two names at once.
            const any = possible(game, position.state, position.mover);
            const names = any.map((action) => game.text.actionName(position.state, action));
            checkReply(position, names.join(' '));
            checkReply(position, `[${names.join('][')}] ${reply}`);
            return;
          }
        }
      });
    }),
};

export const TEXT_LAWS: readonly GameRow[] = [
  positionLaw('names-are-distinct', 'what can happen has names, all different', checkNames),
  positionLaw('names-are-read-back', 'the name of a legal action is read as this action', checkRoundTrip),
  parseLaw,
  constantLaw('rules-are-told', 'there are rules for every role', (game) => {
    for (const [index, role] of game.roles.entries()) {
      const rules = game.text.rules(index);
      if (typeof rules !== 'string' || rules.trim() === '') broken(`the role ${role} has no rules`);
    }
    if (!game.knowsRole) return;
    const rules = game.text.rules(-1);
    if (typeof rules !== 'string' || rules.trim() === '')
      broken('a seat that does not know its role (-1) has no rules');
  }),
  positionLaw('views-are-told', 'every seat has a view', ({ game, state }) => {
    for (let seat = 0; seat < game.seats; seat++) {
      const view = game.text.view(state, seat);
      if (typeof view !== 'string' || view.trim() === '') broken(`seat ${seat} sees ${quote(view)}`);
    }
  }),
];
