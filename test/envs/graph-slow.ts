import { type Game, stream, TERMINAL } from '@parlor/envs';

/** One step of a question: forth to the `relation` of somebody, or back to those whose `relation` somebody is. */
interface Step {
  readonly relation: string;
  readonly back: boolean;
}

/**
 * The closed game of search once more, slow and in words: facts, look-ups and questions are names in sets, read from
 * what actions and outcomes are called.
 */
export class SlowSearch {
  /** `teacher of Ana` → `Boro`. */
  readonly facts = new Map<string, string>();
  readonly lookUps = new Set<string>();
  given: string | undefined;
  start = '';
  readonly path: Step[] = [];

  /** Takes in what happened, by its name. */
  add(name: string): void {
    const fact = /^the (\w+ of \w+) is (\w+)$/.exec(name);
    if (fact !== null) this.facts.set(fact[1], fact[2]);
    const [, given] = /^give the answer (\w+)$/.exec(name) ?? [];
    if (given !== undefined) this.given = given;
    if (name.startsWith('look up ')) this.lookUps.add(name);
    const [, start] = /^begin with (\w+)$/.exec(name) ?? [];
    if (start !== undefined) this.start = start;
    const [, back, forth] = /^go on to the (?:one whose (\w+) is|(\w+) of) that$/.exec(name) ?? [];
    if (back !== undefined || forth !== undefined)
      this.path.push({ relation: back ?? forth, back: back !== undefined });
  }

  /** Whom a look-up truly finds. */
  find(whom: string, { relation, back }: Step): Set<string> {
    const found = new Set<string>();
    for (const [fact, object] of this.facts) {
      const [name, subject] = fact.split(' of ');
      if (name !== relation) continue;
      if (back && object === whom) found.add(subject);
      if (!back && subject === whom) found.add(object);
    }
    return found;
  }

  private supported(whom: string, step: Step): boolean {
    const { relation, back } = step;
    if (back) return this.lookUps.has(`look up whose ${relation} is ${whom}`);
    if (this.lookUps.has(`look up the ${relation} of ${whom}`)) return true;
    return [...this.find(whom, step)].some((object) =>
      this.lookUps.has(`look up whose ${relation} is ${object}`),
    );
  }

  /** Whom a path leads to, and whether every fact on the way was looked up. */
  follow(start: string, path: readonly Step[]): { answers: Set<string>; supported: boolean } {
    let answers = new Set([start]);
    let supported = true;
    for (const step of path) {
      for (const whom of answers) supported &&= this.supported(whom, step);
      answers = new Set([...answers].flatMap((whom) => [...this.find(whom, step)]));
    }
    return { answers, supported };
  }

  /** What the question comes to: `accepted`, or the reason why not. */
  judge(start = this.start, path: readonly Step[] = this.path): string {
    const { answers, supported } = this.follow(start, path);
    if (answers.size === 0) return 'it has no answer';
    if (answers.size > 1) return 'it has several answers';
    const [answer] = answers;
    if (this.given !== undefined && answer !== this.given) return 'its answer is another';
    if (answer === start) return 'it begins with its answer';
    return supported ? 'accepted' : 'not every fact in it was looked up';
  }
}

/** Plays to the end at random; `visit` sees every state and what is done in it. */
export function playOut(
  game: Game,
  seed: number,
  visit: (state: Int32Array, action: number) => void,
): Int32Array {
  const random = stream(seed, 'test');
  const state = new Int32Array(game.stateSize);
  const legal = new Int32Array(game.maxLegal);
  game.start(state);
  for (let mover = game.mover(state); mover !== TERMINAL; mover = game.mover(state)) {
    const action = mover < 0 ? game.draw(state, random) : legal[random.below(game.legal(state, legal))];
    visit(state, action);
    game.apply(state, action);
  }
  return state;
}
