import type { Random } from '../core/random.ts';
import type { EntityKind } from './relations.ts';

/**
 * A name, as the source of a regular expression: words that begin with a capital letter or a digit, and between them
 * `of`, `of the`, `the` or `and`. So a sentence can be taken apart into its names and the words between them.
 */
export const NAME = '[A-Z0-9][A-Za-z0-9-]*(?: (?:of the |of |the |and )?[A-Z0-9][A-Za-z0-9-]*)*';

const list = (words: string): readonly string[] => words.split(/\s+/);

/** Sounds of invented words: a beginning, a vowel, a middle and an ending, which may be left out. */
interface Sounds {
  readonly beginnings: readonly string[];
  readonly middles: readonly string[];
  readonly endings: readonly string[];
}

const VOWELS = list('a e i o u a e i o u ae ia ei');
const GIVEN: Sounds = {
  beginnings: list('B D F G H J K L M N P R S T V Br Dr Il Or An El Th Al Er Os'),
  middles: list('l n r s v d m nn ll rr ld nd rv lm st'),
  endings: list('a o e i is en an us ara ino eth or'),
};
const FAMILY: Sounds = {
  beginnings: list('V K M S T B D G H L N P R F Z Tr Kr St Sk Gr Br Pl Dr Sv Wh'),
  middles: list('lm rr nd ss lk sk rn lt mb rd st nk v l r d lv rg zz ck'),
  endings: list('or an ek ow is ane ett in ov ell y arn ulf osk ander eny'),
};
const ROOT: Sounds = {
  beginnings: list('Or T K V S L M H N D C G R B P Th Sh Ch Qu Cr Gl Fl Tw Y W El Ash Um'),
  middles: list('rr v ss nn rv ll lk mm rth ld nt x st rl dr zz gg ph rm nk'),
  endings: list('in ane en ow ade une ost eth ar ield omb ey ull erk aw issa ore ast'),
};

const PLACE_AFTER = list('Bay Falls Bridge Cross Heath Hollow Harbour Ridge Ford Moor Springs Point');
const PLACE_BEFORE = list('Port Lower Upper Old Fort Lake Mount Great Little North South East West');
const BODY = list(
  'Institute Society Company Academy Works League Press Observatory Foundation Bank Union Theatre Trust Brothers Museum',
);
const GATHERING = list(
  'Regatta Fair Congress Festival Derby Marathon Tournament Jubilee Pageant Exhibition Games Assembly',
);
const GUILD = list('Guild Order Brotherhood Circle League Fellowship Chamber Company');
const FEAST = list('Feast Night Day Festival Parade Contest Race Gathering Week Procession');
const FORM = list(
  'Garden Songs Book Winter Shadow Letters Ballad Keeper Daughter House Art Memory Atlas Hymn Crown Voyage Portrait Dream Chronicle Language Weight Theory Island Tales Colour',
);
const ADJECTIVE = list(
  'Silver Quiet Broken Amber Hidden Last Crimson Hollow Golden Distant Pale Endless Northern Frozen Gentle Wandering Burning Iron Velvet Lonely Forgotten Bright Secret Bitter Blue Copper Drowned Early Green Ivory Patient Restless Scarlet Seventh Simple Sleeping Stolen Stubborn Tall Twin Unwritten White Wooden Yellow',
);
const NOUN = list(
  'Salt Lanterns Rivers Herons Glass Orchards Ashes Keys Weavers Clocks Tides Bells Foxes Candles Stones Bridges Feathers Mirrors Winds Harvests Masons Sailors Thorns Wolves Roses Embers Kites Letters Ropes Anchors Bakers Beekeepers Boats Compasses Cranes Drums Dyers Flutes Geese Glaciers Gulls Hills Horses Kilns Ladders Larks Looms Maps Mills Moons Moths Needles Oaks Owls Painters Pearls Pilots Poppies Potters Ravens Reeds Sails Scribes Shepherds Smiths Snow Sparrows Swans Threads Towers Trams Wells Willows',
);

/** Syllables may meet in words that nobody wants to read: what no invented word holds, in whatever case. */
const UNFIT = new RegExp(
  list(
    'fuck fuk cunt nigg nig whor sex piss turd turk porn dick dik anus anal shit rap slut twat tit cock fag puss wank nazi kik ' +
      'spic coon homo dyke penis pen[ie] vag clit dild semen sperm boob arse bitch bast retard tard poo fart crap gay lesb negr ' +
      'chink gook hitl satan allah jesu christ muham hure nutte merd puta mierd ^cum ^ass ass$ ^tran ^jap ^jew ^hor ^pee kill slav',
  ).join('|'),
  'i',
);

/**
 * Invented names, drawn one by one and never the same twice: all are distinct, also in lower case and without articles,
 * and none is part of another as whole words. Persons share given and family names, places and organisations share roots,
 * so that there is much to mix up.
 */
export class Names {
  private readonly random: Random;
  /** Every name so far, and every run of words of one. */
  private readonly names = new Set<string>();
  private readonly parts = new Set<string>();
  private readonly given: string[] = [];
  private readonly families: string[] = [];
  private readonly roots: string[] = [];

  constructor(random: Random) {
    this.random = random;
  }

  next(kind: EntityKind): string {
    for (;;) {
      const name = this.candidate(kind);
      if (this.take(name)) return name;
    }
  }

  private candidate(kind: EntityKind): string {
    switch (kind) {
      case 'person':
        return `${this.word(GIVEN, this.given, 0.85)} ${this.word(FAMILY, this.families, 0.4)}`;
      case 'place':
        return this.place();
      case 'organisation':
        return this.random.below(3) > 0
          ? `${this.word(ROOT, this.roots, 0.4)} ${this.pick(BODY)}`
          : `${this.pick(GUILD)} of ${this.things()}`;
      case 'work':
        return this.work();
      case 'event':
        return this.random.below(3) > 0
          ? `${this.word(ROOT, this.roots, 0.4)} ${this.pick(GATHERING)}`
          : `${this.pick(FEAST)} of ${this.random.below(2) > 0 ? 'the ' : ''}${this.things()}`;
    }
  }

  private place(): string {
    const root = this.word(ROOT, this.roots, 0.3);
    switch (this.random.below(6)) {
      case 0:
      case 1:
        return root;
      case 2:
        return `${this.pick(PLACE_BEFORE)} ${root}`;
      case 3:
        return `Isle of ${root}`;
      default:
        return `${root} ${this.pick(PLACE_AFTER)}`;
    }
  }

  private work(): string {
    switch (this.random.below(5)) {
      case 0:
        return `${this.pick(FORM)} of ${this.pick(NOUN)}`;
      case 1:
        return `${this.pick(FORM)} of the ${this.things()}`;
      case 2:
        return `${this.pick(ADJECTIVE)} ${this.pick(NOUN)} and ${this.things()}`;
      case 3:
        return `${this.pick(FORM)} of ${this.word(ROOT, this.roots, 0.1)}`;
      default:
        return `${this.pick(FORM)} of ${this.pick(ADJECTIVE)} ${this.pick(NOUN)}`;
    }
  }

  private things(): string {
    const noun = this.pick(NOUN);
    return this.random.below(3) > 0 ? `${this.pick(ADJECTIVE)} ${noun}` : noun;
  }

  /** A word of those known, with the chance given once there are many, or a new one. */
  private word({ beginnings, middles, endings }: Sounds, known: string[], again: number): string {
    if (this.random.unit() * (known.length + 12) < again * known.length) return this.pick(known);
    for (;;) {
      const word = `${this.pick(beginnings)}${this.pick(VOWELS)}${this.pick(middles)}${this.pick(endings)}`;
      if (UNFIT.test(word)) continue;
      known.push(word);
      return word;
    }
  }

  private pick(words: readonly string[]): string {
    return words[this.random.below(words.length)];
  }

  /** Whether a name is free; from then on it is taken. */
  private take(name: string): boolean {
    const words = name
      .toLowerCase()
      .split(' ')
      .filter((word) => word !== 'the');
    const runs: string[] = [];
    for (let from = 0; from < words.length; from++) {
      let run = '';
      for (let to = from; to < words.length; to++) {
        run = to === from ? words[to] : `${run} ${words[to]}`;
        if (this.names.has(run)) return false;
        runs.push(run);
      }
    }
    const whole = words.join(' ');
    if (this.parts.has(whole)) return false;
    this.names.add(whole);
    for (const run of runs) this.parts.add(run);
    return true;
  }
}
