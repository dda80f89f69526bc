import type { State } from '../../core/game.ts';
import { parseName, type TextFace } from '../../core/text.ts';
import { Phase, type SpyTable } from './closed-table.ts';
import { CIVILIAN, JUDGE, SPY } from './options.ts';
import { votedOut } from './payoffs.ts';
import { SCENE_ATTRIBUTES, sayObject, sayStatement } from './statements.ts';

/** Who Is the Spy with a finite vocabulary, in words: `[object 1 is red]`, `[player 3]`, `[n/a]`. */
export function whoIsTheSpyText(
  table: SpyTable,
  rules: {
    apply(state: State, action: number): void;
    /** For a clue or a vote. */
    legal(state: State, actions: Int32Array): number;
  },
): TextFace {
  const { options, vocabulary, at, attributes, blank, voters, firstVoter, endVoter, deals, most } = table;
  const { players, spies, told, rounds, judges, abstain, votes, rewards, edits, lies, repeats } = options;
  const { isSpy, isOut, sceneOf, clueCount, noVote } = table;
  const said = vocabulary.statements.map(sayStatement);

  const you = (seat: number, reader: number): string => (seat === reader ? 'You' : `Player ${seat + 1}`);
  const listed = (names: readonly string[]): string =>
    names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
  const spiesOf = (state: State): string =>
    listed(
      Array.from({ length: players }, (_, player) => player)
        .filter((player) => isSpy(state, player))
        .map((player) => `player ${player + 1}`),
    );
  const cellName = (cell: number): string =>
    `${SCENE_ATTRIBUTES[cell % attributes].name} of object ${Math.floor(cell / attributes) + 1}`;
  const valueName = (cell: number, value: number): string =>
    SCENE_ATTRIBUTES[cell % attributes].values[value];
  const voteName = (vote: number): string => (vote === 1 ? 'n/a' : `player ${vote - 1}`);
  const roleName = (role: number): string => ['a civilian', 'a spy', 'a judge'][role];
  const roleOf = (state: State, seat: number): number =>
    seat >= players ? JUDGE : isSpy(state, seat) ? SPY : CIVILIAN;

  /** The votes of a poll, in words. */
  function poll(state: State, number: number): string {
    const from = at.votes + number * voters;
    return Array.from({ length: voters }, (_, voter) => voter)
      .filter((voter) => state[from + voter] > 0)
      .map((voter) => `player ${firstVoter + voter + 1} for ${voteName(state[from + voter])}`)
      .join(', ');
  }

  /** Who a poll that is over sends away, in words. */
  function leaving(state: State, number: number): string {
    const received = new Array<number>(players).fill(0);
    for (let voter = 0; voter < voters; voter++) {
      const vote = state[at.votes + number * voters + voter] - 2;
      if (vote >= 0) received[vote]++;
    }
    const player = votedOut(received, players);
    return player < 0
      ? 'Nobody is voted out.'
      : `Player ${player + 1} is voted out: ${isSpy(state, player) ? 'a spy' : 'a civilian'}.`;
  }

  const ending = (state: State): string =>
    `${spies === 1 ? 'The spy was' : 'The spies were'} ${spiesOf(state)}.` +
    (rewards === 'party'
      ? ` The ${(state[at.deal] & ~state[at.out]) === 0 ? 'civilians' : 'spies'} win.`
      : '');

  /** What a poll that has just ended comes to. */
  function verdict(state: State, number: number): string[] {
    const lines = [`Votes: ${poll(state, number)}.`];
    if (rewards === 'party') lines.push(leaving(state, number));
    return lines;
  }

  const clueExample = `[${said[0]}]`;
  const voteExample = abstain ? '[player 2] or [n/a]' : '[player 2]';
  /** One of each kind that there is. */
  const clueExamples = (['object', 'count', 'comparison'] as const)
    .map((kind) => vocabulary.statements.findIndex((statement) => statement.kind === kind))
    .filter((first) => first >= 0)
    .map((first) => `[${said[first]}]`)
    .join(', ');

  return {
    rules: (role) =>
      [
        `Who Is the Spy: ${players} players, ${spies === 1 ? 'one of them a spy' : `${spies} of them spies`}${
          judges > 0 ? `, and ${judges} ${judges === 1 ? 'judge' : 'judges'}` : ''
        }${role < 0 ? '' : `; you are ${roleName(role)}`}.`,
        `Civilians${judges > 0 ? ' and judges' : ''} see the same scene of ${vocabulary.objects} ${vocabulary.objects === 1 ? 'object' : 'objects'}; ${
          blank
            ? 'a spy sees nothing'
            : `a spy sees it with ${edits} ${edits === 1 ? 'value' : 'values'} changed`
        }.${told ? '' : ' Players are not told which of the two they are.'}`,
        `In ${rounds === 1 ? 'one round' : `each of ${rounds} rounds`} the players give one clue each, in turn; everybody hears it.`,
        lies === 'all'
          ? 'Clues need not be true.'
          : lies === 'spies'
            ? 'Clues of civilians are true of their scene; a spy may say anything.'
            : 'Clues are true of what the player sees.',
        ...(repeats ? [] : ['A clue that was given is not given again while there is another.']),
        `Then ${judges > 0 ? 'the judges vote' : options.voters === 'everybody' ? 'all players vote' : 'the civilians vote'} at the same time for whom they take for ${spies === 1 ? 'the spy' : 'a spy'}${abstain ? ', or n/a' : ''}.`,
        ...(votes > 1
          ? [
              `The player with most votes leaves and its role is told; with a tie nobody leaves. There are at most ${votes} votes, each after new clues.`,
            ]
          : []),
        rewards === 'party'
          ? `Civilians win when ${spies === 1 ? 'the spy is' : 'all spies are'} voted out; spies win when they are as many as the civilians, or the last vote is over.`
          : `Each vote for a spy costs it ${options.beta} and is shared by the civilians; votes for a civilian do the opposite, and cost whoever is suspected more than the other civilians.`,
        ...(table.released ? ['Where nobody votes for anybody, votes are made up, mostly for spies.'] : []),
        `Answer in brackets: a clue such as ${clueExample}, a vote such as ${voteExample}.`,
      ].join('\n'),

    view(state, seat) {
      const phase = state[at.phase];
      const known = seat >= players || (told && phase !== Phase.roles);
      const lines = [`You are player ${seat + 1}${known ? `, ${roleName(roleOf(state, seat))}` : ''}.`];
      const scene = phase === Phase.roles ? -1 : sceneOf(state, seat);
      const drawn = phase === Phase.roles ? 0 : state[at.cell];
      if (scene >= 0) {
        const whole = Math.floor(drawn / attributes);
        for (let object = 0; object < whole; object++)
          lines.push(`Object ${object + 1}: ${sayObject(state, scene + object * attributes, attributes)}.`);
        for (let cell = whole * attributes; cell < drawn; cell++)
          lines.push(`The ${cellName(cell)}: ${valueName(cell, state[scene + cell])}.`);
      } else if (phase !== Phase.roles) lines.push('You see nothing of the scene.');
      const over = phase > Phase.madeUp;
      const counted = state[at.poll] + (over || phase === Phase.madeUp ? 1 : 0);
      for (let number = 0; number <= state[at.poll]; number++) {
        for (let index = 0; index < rounds * players; index++) {
          const clue = state[at.clues + number * rounds * players + index] - 1;
          if (clue >= 0) lines.push(`${you(index % players, seat)}: ${said[clue]}.`);
        }
        if (number < counted) lines.push(...verdict(state, number));
      }
      if (phase === Phase.madeUp || (over && state[at.draws] > 0)) lines.push(madeUp(state));
      if (over) lines.push(ending(state));
      if (phase === Phase.vote && seat >= firstVoter && seat < endVoter) {
        const own = state[at.votes + state[at.poll] * voters + seat - firstVoter];
        if (own > 0) lines.push(`You voted for ${voteName(own)}.`);
      }
      if (phase === Phase.clues && seat === state[at.turn]) lines.push(askClue(state));
      if (phase === Phase.vote && undecided(state, seat)) lines.push(askVote(state, seat));
      return lines.join('\n');
    },

    event(state, action, seat) {
      switch (state[at.phase]) {
        case Phase.roles: {
          if (!told || seat >= players) return null;
          return `You are ${roleName(((deals[action] >> seat) & 1) === 1 ? SPY : CIVILIAN)}.`;
        }
        case Phase.scene: {
          const cell = state[at.cell];
          const isBlank = blank && seat < players && isSpy(state, seat);
          if (isBlank) return null;
          const sees = seat < players && isSpy(state, seat);
          const value = blank ? action : sees ? action % most : Math.floor(action / most);
          return `You see the ${cellName(cell)}: ${valueName(cell, value)}.`;
        }
        case Phase.clues:
          return `${you(state[at.turn], seat)}: ${said[action]}.`;
        case Phase.vote: {
          const after = state.slice();
          rules.apply(after, action);
          const own = seat === state[at.turn] ? [`You vote for ${actionName(action)}.`] : [];
          if (after[at.phase] === Phase.vote) return own[0] ?? null;
          const end = after[at.phase] > Phase.madeUp ? [ending(after)] : [];
          return [...own, ...verdict(after, state[at.poll]), ...end].join(' ');
        }
        default: {
          const after = state.slice();
          rules.apply(after, action);
          const line = `A vote is made up: for player ${action + 1}.`;
          return after[at.phase] > Phase.madeUp ? `${line} ${ending(after)}` : line;
        }
      }
    },

    actionName(state, action) {
      switch (state[at.phase]) {
        case Phase.roles:
          return `deal spies ${deals[action]}`;
        case Phase.scene: {
          const cell = state[at.cell];
          if (blank) return `${cellName(cell)} ${valueName(cell, action)}`;
          return `${cellName(cell)} ${valueName(cell, Math.floor(action / most))}, spies ${valueName(cell, action % most)}`;
        }
        case Phase.clues:
        case Phase.vote:
          return actionName(action);
        default:
          return `vote for player ${action + 1}`;
      }
    },

    parse(state, reply) {
      const legal = new Int32Array(table.actionCount);
      const names = Array.from(legal.subarray(0, rules.legal(state, legal)), actionName);
      const found = parseName(reply, names);
      if (typeof found === 'number') return legal[found];
      const wanted = state[at.phase] === Phase.vote ? 'vote' : 'clue';
      return { reason: found.reason, format: `Answer with a ${wanted} in brackets, such as [${names[0]}].` };
    },
  };

  function askClue(state: State): string {
    const legal = new Int32Array(table.actionCount);
    const count = rules.legal(state, legal);
    if (count > vocabulary.mostTrue)
      return `Give a clue: any statement in brackets, such as ${clueExamples}.`;
    return `Give a clue: ${Array.from(legal.subarray(0, count), (clue) => `[${said[clue]}]`).join(' ')}.`;
  }

  /** Whether the seat has still to vote. */
  function undecided(state: State, seat: number): boolean {
    return seat >= state[at.turn] && seat < endVoter && table.nextVoter(state, seat) === seat;
  }

  function askVote(state: State, seat: number): string {
    const names = Array.from({ length: players }, (_, player) => player)
      .filter((player) => player !== seat && !isOut(state, player))
      .map((player) => `[player ${player + 1}]`);
    return `Vote: ${[...names, ...(abstain ? ['[n/a]'] : [])].join(' ')}.`;
  }

  function actionName(action: number): string {
    return action < clueCount ? said[action] : voteName(action === noVote ? 1 : action - clueCount + 2);
  }

  /** The votes that were made up so far. */
  function madeUp(state: State): string {
    const counts = Array.from({ length: players }, (_, player) => player)
      .filter((player) => state[at.madeUp + player] > 0)
      .map((player) => `${state[at.madeUp + player]} for player ${player + 1}`);
    return `Nobody voted; votes are made up: ${counts.length === 0 ? 'none yet' : counts.join(', ')}.`;
  }
}
