import fc from 'fast-check';
import { CHANCE, type Game } from '../core/game.ts';
import { Stream } from '../core/random.ts';
import { NOTHING_SEEN, phaseOf, type Seen, Sequences, see, shownTo } from './knowledge.ts';
import { type Bench, type GameRow, isVisited, judge, once } from './law.ts';
import { LAW_KEY, type Position, sameState, walk } from './playthrough.ts';
import { quote } from './story.ts';
import { broken } from './violation.ts';

const NAME = 'resample-keeps-what-is-known';
const SUMMARY = 'a resampled state is one that the seat cannot tell from the real one';

/** Resampling must be repeatable, leave the state alone, and show the seat the same. */
function checkResample({ game, state, mover }: Position, seat: number, salt: number, out: Int32Array): void {
  const before = state.slice();
  const again = new Int32Array(game.stateSize);
  game.resample?.(state, seat, new Stream().seek(LAW_KEY, salt, 5), out.fill(-1));
  game.resample?.(state, seat, new Stream().seek(LAW_KEY, salt, 5), again);
  if (!sameState(state, before)) broken(`resampling for seat ${seat} changes the state`);
  if (!sameState(out, again))
    broken(`resampling for seat ${seat} twice with the same random numbers gives two states`);
  const then = game.mover(out);
  if (phaseOf(game, state, mover, seat) !== phaseOf(game, out, then, seat)) {
    broken(`for seat ${seat}, ${mover} is next, but in what is resampled ${then}`);
  }
  const real = shownTo(game, state, mover, seat, salt);
  const resampled = shownTo(game, out, then, seat, salt);
  for (const [fact, value] of Object.entries(real)) {
    const other = resampled[fact as keyof typeof resampled];
    if (other !== value) {
      broken(
        `seat ${seat} can tell what is resampled: its ${fact} is ${quote(other)}, really ${quote(value)}`,
      );
    }
  }
}

/** Every state that a seat may be in, by what it has witnessed, where there are few histories. */
function possibleStates({
  game,
  tree: grow,
}: Bench): { states: Map<string, Set<string>>; sequences: Sequences } | undefined {
  const tree = grow();
  if (tree === undefined) return undefined;
  const sequences = new Sequences();
  const states = new Map<string, Set<string>>();
  const seen: Seen[][] = [];
  for (const { state, parent, action } of tree) {
    const now = Array.from({ length: game.seats }, (_, seat) =>
      parent < 0 ? NOTHING_SEEN : see(game, sequences, seen[parent][seat], tree[parent].state, action, seat),
    );
    seen.push(now);
    for (const [seat, { tokens }] of now.entries()) {
      const key = `${seat} ${tokens}`;
      states.set(key, (states.get(key) ?? new Set()).add(state.join()));
    }
  }
  return { states, sequences };
}

function checkAlong(
  game: Game,
  bench: Bench,
  choices: readonly number[],
  salt: number,
  history: number[],
): void {
  const known = knownStates(bench);
  let seen: Seen[] = Array.from({ length: game.seats }, () => NOTHING_SEEN);
  let before = new Int32Array(game.stateSize);
  for (const position of walk(game, choices, history)) {
    const last = history.at(-1);
    if (known && last !== undefined) {
      seen = seen.map((so, seat) => see(game, known.sequences, so, before, last, seat));
    }
    before = position.state.slice();
    if (position.mover === CHANCE || !isVisited(position, choices.length)) continue;
    for (let seat = 0; seat < game.seats; seat++) {
      const out = new Int32Array(game.stateSize);
      checkResample(position, seat, salt, out);
      if (known && !known.states.get(`${seat} ${seen[seat].tokens}`)?.has(out.join())) {
        broken(`what is resampled for seat ${seat}, ${out.join()}, cannot be with what it has witnessed`);
      }
    }
  }
}

const tables = new WeakMap<Bench, () => ReturnType<typeof possibleStates>>();

function knownStates(bench: Bench): ReturnType<typeof possibleStates> {
  const table = tables.get(bench) ?? once(() => possibleStates(bench));
  tables.set(bench, table);
  return table();
}

export const RESAMPLE_LAWS: readonly GameRow[] = [
  {
    name: NAME,
    summary: SUMMARY,
    property: (bench) =>
      fc.property(bench.choices, fc.nat({ max: 999 }), (choices, salt) => {
        const history: number[] = [];
        judge(NAME, SUMMARY, bench.game, history, () => {
          if (bench.game.resample) checkAlong(bench.game, bench, choices, salt, history);
        });
      }),
  },
];
