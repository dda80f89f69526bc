import {
  OptionError,
  parseSpec,
  plainWords,
  type Random,
  resolveOptions,
  spyPictures,
  stream,
  type TimeStep,
} from '@parlor/envs';
import type { Agent, Seating } from '../agent.ts';
import { type PictureView, pictureView } from './picture-view.ts';
import { SpyHearing } from './spy-hearing.ts';
import { SpySuspects, voteFor } from './spy-suspects.ts';

/** How likely a statement is, if its speaker sees the same picture, or another one. */
const SAME = { true: 1, false: 0.02, unknown: 0.3 };
const OTHER = { true: 0.6, false: 0.5, unknown: 0.4 };

/** How what was said before is said again. */
const AGAIN = ['Indeed', 'As I see it', 'I agree', 'In short', 'Surely', 'To me'];
const VAGUE = [
  'I see it clearly',
  'It is easy to see',
  'There is more than one thing to see',
  'Nothing in it surprises me',
];

/**
 * A player by rules for `spy_pictures`, which reads pictures that are told in words. A civilian says what tells its
 * picture from others, checks what others say against it, and votes for whoever said what is false. A spy says what is
 * true of its own picture and little likely to be otherwise in another. Who sees nothing guesses, says less than others
 * have said, and votes for nobody where it may.
 * It reads the game's messages and nothing else.
 */
export class SpyPicturesAgent implements Agent {
  readonly name = 'picture-reader';
  private hearing = new SpyHearing(0);
  private kind = 'scene';
  /** Of the picture that it was dealt. */
  private view: PictureView | undefined;
  private players = 0;
  private spies = 0;
  private random: Random = stream(0, 'seat');

  /** @throws OptionError where the game is another */
  begin({ spec, seat, seed, episode = 0 }: Seating): void {
    const { game, options } = parseSpec(spec);
    if (game !== spyPictures.id) throw new OptionError(`${this.name} plays ${spyPictures.id}, not ${spec}.`);
    const { players, spies, kind } = resolveOptions(game, spyPictures.options, options);
    this.kind = kind;
    this.players = players;
    this.spies = spies;
    this.hearing = new SpyHearing(seat);
    this.view = undefined;
    this.random = stream(seed, 'seat', { episode, seat });
  }

  act({ messages }: TimeStep): string {
    const { hearing } = this;
    hearing.read(messages);
    const view = (this.view ??= pictureView(hearing.deal, this.kind));
    const sees = view.telling.length > 0;
    const likely = this.suspects(view);
    const self = hearing.role === 'spy' ? 1 : hearing.role === undefined ? likely[hearing.seat] : 0;
    if (!hearing.voting) return `[${this.clue(view, sees, !sees || self > 0.5)}.]`;
    if (!sees && hearing.abstain) return '[n/a]';
    return voteFor(hearing, likely, self > 0.5, this.random);
  }

  /** How likely each player is a spy. */
  private suspects(view: PictureView): Float64Array {
    const clues = this.evidence(view);
    const { each } = new SpySuspects(this.players, this.spies, this.hearing, (player, isSpy, selfIsSpy) => {
      let product = 1;
      for (const { seat, truth } of clues) {
        if (seat === player) product *= (isSpy === selfIsSpy ? SAME : OTHER)[truth];
      }
      return product;
    });
    return each;
  }

  /** What each clue shows of its speaker's picture: nothing where it follows from what was said before. */
  private evidence(view: PictureView): { seat: number; truth: 'true' | 'false' | 'unknown' }[] {
    const implied = new Set<string>();
    return this.hearing.clues.map(({ seat, text }) => {
      const truth = view.truth(text);
      const old = implied.has(plainWords(text));
      for (const less of view.weaker(text)) implied.add(plainWords(less));
      return { seat, truth: truth === undefined || (truth && old) ? 'unknown' : truth ? 'true' : 'false' };
    });
  }

  private clue(view: PictureView, sees: boolean, blends: boolean): string {
    const { clues } = this.hearing;
    const said = new Set(clues.map(({ text }) => plainWords(text)));
    const free = (list: readonly string[]): string[] => list.filter((text) => !said.has(plainWords(text)));
    const heard = clues.filter(({ seat }) => seat !== this.hearing.seat).map(({ text }) => text);
    const weaker = heard.flatMap((text) => view.weaker(text).slice(0, 6));
    const old = new Set(weaker.map(plainWords));
    const fresh = (list: readonly string[]): string[] => list.filter((text) => !old.has(plainWords(text)));
    const again = (heard.length > 0 ? heard : VAGUE).flatMap((text) =>
      AGAIN.map((start) => `${start}: ${text.replace(/[.!]+$/, '')}`),
    );
    // Who must blend in says what is new, and true whatever is different; else what follows from what was said.
    const careful = sees ? view.safe : view.guesses(heard);
    const lists = blends
      ? [fresh(careful).slice(0, this.players), weaker, careful, again, VAGUE]
      : [fresh(view.telling.slice(0, this.players * 2)), fresh(view.telling), view.telling, again, VAGUE];
    for (const list of lists.map(free)) if (list.length > 0) return list[this.random.below(list.length)];
    return `I count ${clues.length + 2} things to say of it`;
  }
}
