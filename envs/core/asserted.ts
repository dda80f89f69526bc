/** A sentence with what ends it; the point of a decimal ends none. */
const SENTENCE = /(?:[^.!?;\n]|\.(?=\d))+[.!?;\n]*/gu;

/** Sentences that state nothing: conditions, questions, and `I want to, but can't`. */
const OPEN =
  /\b(?:if|unless|whether|suppose|provided|assuming|why)\b|\?\s*$|\bnothing less\b|\bbut (?:i )?(?:cannot|can['’]?t|won['’]?t|do(?: not|n['’]?t))[^\p{L}]*$/iu;

/** Parts of a sentence that may say different things, with what parts them; amounts in a row are of one part. */
const PARTS = /((?:,(?!\s*(?:and\s+)?\d)|[:—–])|\b(?:but|so|then)\b)/iu;

/** `no choice but to`, `no doubt`: what denies nothing. */
const SURE =
  /\bno (?:choice|option|alternative)(?: but)?\b|\b(?:no|without a?) ?(?:doubt|question|problem)\b/giu;

/** Where a part begins to deny, to doubt, or to tell of others. `offer you`, `with you` tell of oneself. */
const DENIAL = new RegExp(
  [
    '\\b(?:not|never|no|nor|neither|cannot|without|instead|rather than|unable|hardly|avoid|wrong|mistake|maybe|perhaps|might|could)\\b',
    "\\b(?:do|does|did|ca|wo|would|could|should|is|was|must)n['’]?t\\b",
    '\\b(?:refus|declin)(?:e|es|ed|ing)\\b',
    '\\b(?:too \\p{L}+ to|less than|please)\\b',
    '(?<!\\b(?:offer|give|pay|let|leave|tell|thank|with|to|for|of|from) )\\byou\\b|\\b(?:he|she|they)\\b',
    '\\bplayer \\d+ (?:should|can|may|must|will|would|to|plays?|discards?)\\b',
  ].join('|'),
  'giu',
);

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

/** The part without what it denies, each time up to where the author speaks of itself again. */
function stated(part: string): string {
  const sure = part.replace(SURE, ' ');
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    DENIAL.lastIndex = from;
    const denied = DENIAL.exec(sure);
    if (denied === null) return [...kept, sure.slice(from)].join(' ; ');
    kept.push(sure.slice(from, denied.index));
    SELF.lastIndex = DENIAL.lastIndex;
    const self = SELF.exec(sure);
    if (self === null || THOUGHT.test(sure.slice(DENIAL.lastIndex, self.index)))
      return [...kept, ''].join(' ; ');
    from = self.index;
  }
}
