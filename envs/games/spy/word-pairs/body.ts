import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['nose', 'knee'],
    both: [
      'you can hurt it when you fall',
      'it can be sore',
      'you have had it since birth',
      'skin covers it',
    ],
    first: ['it is in your face', 'it runs when you have a cold'],
    second: ['it is in the middle of your leg', 'footballers often injure it'],
  },
  {
    words: ['hair', 'tooth'],
    both: [
      'children are proud when it grows',
      'you take care of it every day',
      'it may fall out',
      'you use a brush on it',
    ],
    first: ['you can cut it', 'it can be curly or straight'],
    second: ['it is hard and white', 'a fairy pays for it'],
  },
  {
    words: ['eye', 'foot'],
    both: ['you have two', 'doctors examine it', 'it may be tired in the evening', 'it can be sore'],
    first: ['it can be blue or brown', 'you can close it'],
    second: ['you put a sock on it', 'it has five toes'],
  },
  {
    words: ['brain', 'muscle'],
    both: ['you can train it', 'it gets tired', 'it needs oxygen', 'athletes need it as well'],
    first: ['it is inside your skull', 'you think with it'],
    second: ['it is in your arm', 'it is sore after sport'],
  },
  {
    words: ['thumb', 'ear'],
    both: [
      'it sticks out',
      'babies like to touch it',
      'you could live without it',
      'cold weather can make it red',
    ],
    first: ['babies suck it', 'it means yes when you hold it up'],
    second: ['you hear with it', 'rings hang from it'],
  },
  {
    words: ['yawn', 'smile'],
    both: ['you do it with your mouth', 'it is catching', 'babies do it too', 'people notice it'],
    first: ['you do it when you are tired', 'it is polite to hide it'],
    second: ['you do it for a photo', 'it shows that you are happy'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['eye', 'ear'],
    both: [
      'you have two',
      'it is on your head',
      'one of your senses needs it',
      'it may need some help with age',
    ],
    first: ['you can close it', 'it can be blue'],
    second: ['you can put a finger in it', 'it can be pierced for jewellery'],
  },
  {
    words: ['hand', 'foot'],
    both: [
      'there are five smaller parts on it',
      'it is at the end of a limb',
      'you have a left and a right one',
      'it may be cold in winter',
    ],
    first: ['you wave with it', 'you write with it'],
    second: ['you kick a ball with it', 'it goes into a shoe'],
  },
  {
    words: ['heart', 'lung'],
    both: [
      'it is in your chest',
      'you cannot live without it',
      'it works day and night',
      'sport is good for it',
    ],
    first: ['it beats', 'lovers carve it into trees'],
    second: ['it fills with air', 'smoking damages it'],
  },
  {
    words: ['hair', 'nail'],
    both: [
      'it grows all the time',
      'it does not hurt when you cut it',
      'some people colour it',
      'a salon can look after it for you',
    ],
    first: ['you comb it', 'it can be grey'],
    second: ['it is at the tip of your finger', 'some people bite it'],
  },
  {
    words: ['mouth', 'nose'],
    both: [
      'it is in your face',
      'you can breathe through it',
      'a clown paints it red',
      'a doctor may look into it',
    ],
    first: ['you eat with it', 'you kiss with it'],
    second: ['you smell with it', 'glasses sit on it'],
  },
  {
    words: ['sneeze', 'laugh'],
    both: [
      'it comes suddenly',
      'it can be loud',
      'it is hard to hold back',
      'your whole body may shake with it',
    ],
    first: ['pepper can cause it', 'people say bless you after it'],
    second: ['a joke causes it', 'it is a sign of fun'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['elbow', 'knee'],
    both: ['it is a joint', 'you have two', 'you may scrape it when you fall', 'it can bend'],
    first: ['you rest it on the table', 'it is in the middle of your arm'],
    second: ['you bend it to jump', 'you go down on it to propose'],
  },
  {
    words: ['finger', 'toe'],
    both: ['you have ten', 'it has a nail', 'it gets cold in winter', 'it can be broken'],
    first: ['a ring goes on it', 'you point with it'],
    second: ['it is inside your sock', 'you stub it on furniture in the dark'],
  },
  {
    words: ['beard', 'moustache'],
    both: [
      'it is made of hair',
      'some men are proud of it',
      'you can shave it off',
      'it may tickle in a kiss',
    ],
    first: ['Santa has a long white one', 'it covers the chin'],
    second: ['it is above the lip', 'its ends can be twirled'],
  },
  {
    words: ['wrist', 'ankle'],
    both: ['it is a thin joint', 'you can sprain it', 'you have two', 'a chain looks pretty on it'],
    first: ['a watch sits on it', 'it is next to the hand'],
    second: ['it is just above the foot', 'you twist it when you step in a hole'],
  },
  {
    words: ['arm', 'leg'],
    both: [
      'it is long',
      'it can be broken and put in plaster',
      'it has a joint in the middle',
      'you have a right and a left one',
    ],
    first: ['you can hug with it', 'it ends in a hand'],
    second: ['you run with it', 'it ends in a foot'],
  },
  {
    words: ['eyebrow', 'eyelash'],
    both: [
      'it is made of short hair',
      'you have it on the face',
      'make-up can darken it',
      'it keeps things out of your eye',
    ],
    first: ['it goes up when you are surprised', 'it is a line on your forehead'],
    second: ['it is on the lid', 'you can make a wish if it falls out'],
  },
];

export const body = wordPairs('body', { easy, medium, hard });
