import fc from 'fast-check';
import { type Game, TERMINAL } from '../core/game.ts';
import { Stream } from '../core/random.ts';
import { observationOf, choosingOf, sparse } from './answers.ts';
import { addHistory, ALIAS_LAW, Comparison, HIDDEN_ROLE_LAW, LEAK_LAW } from './comparison.ts';
import { familyOf, redeal } from './family.ts';
import { NOTHING_SEEN, type Seen, see } from './knowledge.ts';
import { type Bench, type GameRow, judge, once, positionLaw } from './law.ts';
import { LAW_KEY, legalOf, type Position, possible, someOf, walk } from './playthrough.ts';
import { quote } from './story.ts';
import { historyOf, type Tree } from './tree.ts';
import { broken } from './violation.ts';

/** Tries to find another role that a seat may have. */
const TRIES = 64;
/** So many questions are asked about single possibilities at each position, of all seats together. */
const ASKED = 96;

/** Some of what can happen here. */
function askedOf(position: Position): readonly number[] {
  return someOf(position, Math.ceil(ASKED / position.game.seats));
}

function checkTokens(position: Position): void {
  const { game, state } = position;
  for (const action of askedOf(position)) {
    for (let seat = 0; seat < game.seats; seat++) {
      const token = game.witness(state, action, seat);
      if (!(Number.isSafeInteger(token) && token >= 0))
        broken(`seat ${seat} witnesses ${token} of ${action}, no token`);
      const word = game.text.event(state, action, seat);
      if (word !== null && (typeof word !== 'string' || word.trim() === '')) {
        broken(`seat ${seat} is told ${quote(word)} of ${action}`);
      }
      if ((token === 0) !== (word === null)) {
        broken(
          `of ${action} seat ${seat} witnesses ${token === 0 ? 'nothing' : token}, but is told ${quote(word)}`,
        );
      }
    }
  }
}

/** The seats' tokens of what can happen here must all differ. */
function checkDistinct({ game, state, mover }: Position, seats: readonly number[], whose: string): void {
  for (const seat of seats) {
    const seen = new Map<number, number>();
    for (const action of possible(game, state, mover)) {
      const token = game.witness(state, action, seat);
      if (token === 0) broken(`seat ${seat} does not witness ${whose} ${action}`);
      const other = seen.get(token);
      if (other !== undefined) broken(`seat ${seat} cannot tell ${whose} ${action} from ${other}`);
      seen.set(token, action);
    }
  }
}

/** Seats that choose at the same time as the mover must not notice what it does. */
function checkUndecided(position: Position): void {
  const { game, state, mover } = position;
  if (mover < 0 || !game.choosing) return;
  const undecided = choosingOf(game, state)
    .filter((seat) => seat !== mover)
    .map((seat) => ({
      seat,
      observation: sparse(observationOf(game, state, seat)),
      view: game.text.view(state, seat),
    }));
  let legalThen: string | undefined;
  for (const action of askedOf(position)) {
    const next = state.slice();
    game.apply(next, action);
    for (const { seat, observation, view } of undecided) {
      const noticed = `seat ${seat}, which has yet to choose, notices that seat ${mover} does ${action}`;
      if (game.witness(state, action, seat) !== 0)
        broken(`${noticed}: it witnesses ${game.witness(state, action, seat)}`);
      if (sparse(observationOf(game, next, seat)) !== observation)
        broken(`${noticed}: its observation changes`);
      if (game.text.view(next, seat) !== view) broken(`${noticed}: its view changes`);
      if (!choosingOf(game, next).includes(seat))
        broken(`seat ${seat} was choosing, but cannot once seat ${mover} does ${action}`);
    }
    const then = game.mover(next);
    if (!undecided.some(({ seat }) => seat === then)) continue;
    const legal = legalOf(game, next).join();
    legalThen ??= legal;
    if (legal !== legalThen)
      broken(`seat ${then} may do ${legal} or ${legalThen}, by what seat ${mover} does at the same time`);
  }
}

/** Compares the whole tree. */
function compareTree(game: Game, tree: Tree): Comparison {
  const comparison = new Comparison(game);
  const seen: Seen[][] = [];
  for (const [index, { state, mover, parent, action }] of tree.entries()) {
    seen.push(
      Array.from({ length: game.seats }, (_, seat) =>
        parent < 0
          ? NOTHING_SEEN
          : see(game, comparison.sequences, seen[parent][seat], tree[parent].state, action, seat),
      ),
    );
    comparison.add(
      state,
      mover,
      seen[index],
      () => historyOf(tree, index),
      (seat) => parent >= 0 && game.role(tree[parent].state, seat) >= 0,
    );
  }
  comparison.finish();
  return comparison;
}

/**
 * Looks for another role that a seat may have, where it has just got one that it does not know. A large game's tree
 * is out of reach, but so early nearly any other deal will do.
 */
function findHiddenRole(
  game: Game,
  choices: readonly number[],
  comparison: Comparison,
  random: Stream,
): void {
  const decided = new Set<number>();
  for (const { state, mover, history } of walk(game, choices)) {
    for (let seat = 0; seat < game.seats && mover !== TERMINAL; seat++) {
      const role = game.role(state, seat);
      if (role < 0 || decided.has(seat)) continue;
      decided.add(seat);
      if (game.knowsRole?.(state, seat) ?? true) continue;
      if (isOpen(game, history, seat, role, random)) continue;
      const clause = `seat ${seat} is said not to know its role, but with what it has seen no role but ${game.roles[role]} was found`;
      comparison.findings.set(HIDDEN_ROLE_LAW, { clause, history: history.slice(), other: [] });
    }
  }
}

/** Whether a seat that has seen this much may have another role. */
function isOpen(game: Game, history: readonly number[], seat: number, role: number, random: Stream): boolean {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const other = redeal(game, history, seat, random);
    const state = new Int32Array(game.stateSize);
    game.start(state);
    for (const action of other) {
      game.apply(state, action);
      const then = game.role(state, seat);
      if (then >= 0 && then !== role) return true;
    }
  }
  return false;
}

type Compare = (choices: readonly number[], salt: number, trail: number[]) => Comparison['findings'];

/** Compares the tree once, or the family of each playthrough. */
function comparer(bench: Bench): Compare {
  const { game } = bench;
  const whole = once(() => {
    const tree = bench.tree();
    return tree && compareTree(game, tree).findings;
  });
  const known = new Map<string, Comparison['findings']>();
  return (choices, salt, trail) => {
    const findings = whole() ?? known.get(`${salt} ${choices.join()}`);
    if (findings) return findings;
    const family = new Comparison(game, salt);
    const [original, ...relatives] = familyOf(game, choices, salt);
    addHistory(game, family, original, trail);
    for (const history of relatives)
      addHistory(game, family, history, trail, inCommon(original, history) + 1);
    if (game.knowsRole) findHiddenRole(game, choices, family, new Stream().seek(LAW_KEY, salt, 4));
    known.set(`${salt} ${choices.join()}`, family.findings);
    return family.findings;
  };
}

/** How many turns two histories begin with in common. */
function inCommon(one: readonly number[], other: readonly number[]): number {
  const differs = one.findIndex((action, turn) => action !== other[turn]);
  return differs < 0 ? one.length : differs;
}

/** One comparison serves all laws of information: with the same seed they are checked on the same playthroughs. */
const comparers = new WeakMap<Bench, Compare>();

function comparerOf(bench: Bench): Compare {
  const compare = comparers.get(bench) ?? comparer(bench);
  comparers.set(bench, compare);
  return compare;
}

const COMPARED: Readonly<Record<string, string>> = {
  [LEAK_LAW.observation]: 'what a seat observes follows from what it has witnessed',
  [LEAK_LAW.view]: 'what a seat views follows from what it has witnessed',
  [LEAK_LAW.legal]: 'what a mover may do follows from what it has witnessed',
  [LEAK_LAW.choosing]: 'who chooses at the same time as a mover follows from what it has witnessed',
  [LEAK_LAW.returns]: 'returns that a mover is shown follow from what it has witnessed',
  [LEAK_LAW.role]: 'a role that a seat knows follows from what it has witnessed',
  [LEAK_LAW.names]: 'names of what a mover may do follow from what it has witnessed',
  [LEAK_LAW.refusal]: 'why a reply of the mover is refused follows from what it has witnessed',
  [LEAK_LAW.words]: 'what a seat is told follows from what it has witnessed',
  [ALIAS_LAW.words]: 'words tell apart whatever a seat has witnessed',
  [ALIAS_LAW.observation]:
    'with perfect recall, observations of the mover tell apart whatever it has witnessed',
  [HIDDEN_ROLE_LAW]: 'what a seat has witnessed leaves open a role that it does not know',
};

function comparisonLaw(name: string, summary: string): GameRow {
  return {
    name,
    summary,
    property(bench) {
      const { game, choices } = bench;
      const compare = comparerOf(bench);
      return fc.property(choices, fc.nat({ max: 2 ** 20 }), (chosen, salt) => {
        const trail: number[] = [];
        judge(name, summary, game, trail, () => {
          const finding = compare(chosen, salt, trail).get(name);
          if (finding) broken(finding.clause, finding.history, finding.other);
        });
      });
    },
  };
}

export const INFORMATION_LAWS: readonly GameRow[] = [
  positionLaw('tokens-match-words', 'a seat is told words exactly when it witnesses a token', checkTokens),
  positionLaw(
    'own-actions-are-witnessed',
    'a mover witnesses its own actions and can tell them apart',
    (position) => {
      if (position.mover >= 0) checkDistinct(position, [position.mover], 'its own action');
    },
  ),
  positionLaw(
    'perfect-information-hides-nothing',
    'with perfect information every seat witnesses everything',
    (position) => {
      if (position.game.information !== 'perfect' || position.mover === TERMINAL) return;
      checkDistinct(
        position,
        Array.from({ length: position.game.seats }, (_, seat) => seat),
        'what happens,',
      );
      if (choosingOf(position.game, position.state).length > 1)
        broken('several seats choose at the same time');
    },
  ),
  positionLaw(
    'undecided-seats-notice-nothing',
    'a seat that has yet to choose notices no choice of the same round',
    checkUndecided,
  ),
  ...Object.entries(COMPARED).map(([name, summary]) => comparisonLaw(name, summary)),
];
