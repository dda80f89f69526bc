import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['swimming', 'chess'],
    both: [
      'you can compete in it',
      'children can learn it',
      'it takes a lot of practice',
      'you can join a club for it',
    ],
    first: ['you get wet', 'you need goggles for it'],
    second: ['you sit still for hours', 'the queen is the strongest piece'],
  },
  {
    words: ['football', 'skiing'],
    both: [
      'it is on television a lot',
      'you need special shoes for it',
      'people do it in winter',
      'you may break a leg',
    ],
    first: ['two teams play it', 'a goalkeeper is needed'],
    second: ['you go down a mountain', 'you need a lift to get up'],
  },
  {
    words: ['tennis', 'cycling'],
    both: [
      'a famous event takes place in France',
      'you can do it indoors or outdoors',
      'it is good for your legs',
      'it is an Olympic sport',
    ],
    first: ['you hit a ball over a net', 'you need a racket'],
    second: ['you wear a helmet', 'you have to pedal', 'it can take you to work'],
  },
  {
    words: ['karate', 'surfing'],
    both: [
      'balance is important',
      'you do it barefoot',
      'you stand with your knees bent',
      'you may fall often at first',
    ],
    first: ['you wear a white suit with a belt', 'you can break a board with your hand'],
    second: ['you wait for a big wave', 'you do it in the sea'],
  },
  {
    words: ['gymnastics', 'rowing'],
    both: [
      'you need strong arms',
      'it is at the summer Olympics',
      'training starts early in the day',
      'it is seldom shown on television',
    ],
    first: ['you do somersaults', 'there are rings and bars and mats'],
    second: ['you sit in a boat', 'you move backwards'],
  },
  {
    words: ['marathon', 'golf'],
    both: [
      'it takes hours',
      'it is outdoors',
      'you cover a long distance on foot',
      'people of all ages do it',
    ],
    first: ['your legs hurt afterwards', 'thousands start at the same time'],
    second: ['you aim for a hole', 'a small white ball is needed'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['football', 'basketball'],
    both: [
      'two teams play it',
      'there is a referee',
      'it is played with a big ball',
      'players can become very rich',
    ],
    first: ['you must not use your hands', 'eleven players are in a team'],
    second: ['tall people are good at it', 'you throw it through a hoop', 'the ball bounces all the time'],
  },
  {
    words: ['skiing', 'surfing'],
    both: [
      'you stand on something flat',
      'you need good balance',
      'it depends on nature',
      'beginners fall a lot',
    ],
    first: ['you wear warm clothes', 'you need snow'],
    second: ['you do it in a wetsuit', 'you need waves'],
  },
  {
    words: ['boxing', 'fencing'],
    both: [
      'two people face each other',
      'you try to hit and not be hit',
      'it is a kind of fight',
      'quick feet help',
    ],
    first: ['you wear thick gloves', 'you may be knocked out'],
    second: ['you hold a thin sword', 'a mesh mask covers your face'],
  },
  {
    words: ['archery', 'darts'],
    both: [
      'you aim at a round target',
      'a calm hand helps',
      'the middle is worth most',
      'something flies through the air',
    ],
    first: ['you need a bow', 'Robin Hood was famous for it'],
    second: ['you can play it in a pub', 'you throw with your fingers'],
  },
  {
    words: ['golf', 'bowling'],
    both: [
      'you need a ball',
      'you have to be accurate',
      'it is not a very tiring sport',
      'you count a score',
    ],
    first: ['it is played on grass', 'you try to reach a hole'],
    second: ['you knock things down', 'you rent shoes there'],
  },
  {
    words: ['rowing', 'sailing'],
    both: ['you do it on water', 'you need a boat', 'you may be in a team', 'you can get wet'],
    first: ['your arms and legs do all the work', 'you move backwards'],
    second: ['you need wind', 'you have to watch the boom'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['tennis', 'badminton'],
    both: ['you need a racket', 'there is a net', 'two or four people play it', 'you serve to begin'],
    first: ['the ball is yellow and bounces', 'Wimbledon is famous for it'],
    second: ['you hit a light thing with feathers', 'the thing you hit must not touch the floor'],
  },
  {
    words: ['skiing', 'snowboarding'],
    both: [
      'you do it on a mountain in winter',
      'you take a lift',
      'you wear a helmet and warm clothes',
      'you go downhill',
    ],
    first: ['you hold two poles', 'your legs are fixed to two separate things'],
    second: ['you stand sideways', 'both feet are on the same board'],
  },
  {
    words: ['judo', 'karate'],
    both: [
      'it comes from Japan',
      'you wear a white suit',
      'there are coloured belts',
      'you learn to defend yourself',
    ],
    first: ['you throw your partner onto the mat', "you hold on to each other's jacket"],
    second: ['you punch and kick', 'some people break boards in a show'],
  },
  {
    words: ['handball', 'basketball'],
    both: [
      'you use your hands',
      'it is played indoors',
      'you take only a few steps with the ball',
      'it is played by two teams',
    ],
    first: ['there is a goalkeeper', 'you shoot from outside a curved line around the goal'],
    second: ['the hoop hangs high up', 'tall people have an advantage'],
  },
  {
    words: ['baseball', 'cricket'],
    both: [
      'you hit with a bat',
      'a match can take many hours',
      'one team bats and the other fields',
      'a hard little ball is thrown',
    ],
    first: ['it is popular in the USA', 'you run around a diamond'],
    second: ['it is popular in India', 'players have a break for tea', 'three sticks stand behind you'],
  },
  {
    words: ['rowing', 'kayaking'],
    both: ['you sit in a narrow boat', 'you need strong arms', 'you do it on a river', 'you can do it alone'],
    first: ['you move backwards', 'eight people may do it together'],
    second: ['you use a paddle with two blades', 'you go through wild white water'],
  },
];

export const sports = wordPairs('sports', { easy, medium, hard });
