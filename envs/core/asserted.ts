/** A sentence with what ends it; the point of a decimal ends none. */
const SENTENCE = /(?:[^.!?;\n]|\.(?=\d))+[.!?;\n]*/gu;

/** Sentences that state nothing: conditions, questions, and `I want to, but can't`. */
const OPEN =
  /\b(?:if|unless|whether|suppose|provided|assuming|why)\b|\?\s*$|\bnothing less\b|\bbut (?:i )?(?:cannot|can['’]?t|won['’]?t|do(?: not|n['’]?t))[^\p{L}]*$/iu;

/** Parts of a sentence that may say different things, with what parts them; amounts in a row are of one part. */
const PARTS = /((?:,(?!\s*(?:and\s+)?\d)|[:—–])|\b(?:but|so|then|because|since|while|although|though)\b)/iu;

/** `no choice but to`, `no doubt`: what denies nothing. */
const SURE =
  /\bno (?:choice|option|alternative)(?: but)?\b|\b(?:no|without a?) ?(?:doubt|question|problem)\b/giu;

/** Where a part is denied or doubted, all that it says of its subject: `I won't call`, `a call is wrong`. */
const DENIALS = [
  '\\b(?:not|never|no|nor|neither|cannot|unable|hardly|avoid|wrong|mistake|maybe|perhaps|might|could|please)\\b',
  "\\b(?:do|does|did|ca|wo|would|could|should|is|was|must)n['’]?t\\b",
  '\\b(?:refus|declin)(?:e|es|ed|ing)\\b|\\btoo \\p{L}+ to\\b',
];
/** Where it begins to tell of what is not done, or of others. `offer you`, `with you` tell of oneself. */
const OTHERS = [
  '\\b(?:instead|rather than|without|less than)\\b',
  '(?<!\\b(?:offer|give|pay|let|leave|tell|thank|with|to|for|of|from) )\\byou\\b|\\b(?:he|she|they)\\b',
  '\\bplayer \\d+ (?:should|can|may|must|will|would|to|plays?|discards?)\\b',
];
const UNSTATED = new RegExp(`(${DENIALS.join('|')})|${OTHERS.join('|')}`, 'giu');

/** Where one tells of oneself again. */
const SELF = /\b(?:i|we)\b/giu;
/** `I don't think I …` denies what follows too. */
const THOUGHT = /\b(?:think|believe|feel|say|mean|guess|want)\b/iu;

/**
 * What free words state that their author does: without questions and conditions, what is denied or doubted, and what others
 * do or should. Of `I won't bet: I check` it is the second half. A rule of thumb on the safe side: an action that nobody has
 * meant is worse than a question asked again. Takes time linear in the length.
 */
export function asserted(text: string): string {
  return text.replace(SENTENCE, (sentence) =>
    OPEN.test(sentence) ? ' ; ' : sentence.split(PARTS).map(stated).join(''),
  );
}

/** Where one speaks of oneself for the last time, or the beginning. */
function lastSelf(words: string): number {
  let last = 0;
  SELF.lastIndex = 0; // whence matchAll begins
  for (const { index } of words.matchAll(SELF)) last = index;
  return last;
}

/** The part without what it denies, each time up to where the author speaks of itself again. */
function stated(part: string): string {
  const sure = part.replace(SURE, ' ');
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    UNSTATED.lastIndex = from;
    const found = UNSTATED.exec(sure);
    if (found === null) return [...kept, sure.slice(from)].join(' ; ');
    const [words, denial] = found;
    const before = sure.slice(from, found.index);
    kept.push(denial === undefined ? before : before.slice(0, lastSelf(before)));
    SELF.lastIndex = UNSTATED.lastIndex;
    const self = SELF.exec(sure);
    const doubts = /^(?:maybe|perhaps)$/i.test(words);
    if (self === null || doubts || THOUGHT.test(sure.slice(UNSTATED.lastIndex, self.index)))
      return [...kept, ''].join(' ; ');
    from = self.index;
  }
}
