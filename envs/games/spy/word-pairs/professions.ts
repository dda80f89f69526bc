import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['chef', 'pilot'],
    both: ['wears a uniform', 'has a stressful job', 'gives orders to a small crew', 'trained for years'],
    first: ['has sharp knives', 'tastes the sauce'],
    second: ['flies around the world', 'sits in a cockpit'],
  },
  {
    words: ['doctor', 'farmer'],
    both: [
      'everyone needs one',
      'often starts very early in the day',
      'works at weekends too',
      'can be found in a village',
    ],
    first: ['went to university for years', 'writes prescriptions'],
    second: ['drives a tractor', 'hopes for good weather'],
  },
  {
    words: ['teacher', 'actor'],
    both: ['stands in front of people', 'needs a clear voice', 'has an audience', 'prepares at home'],
    first: ['marks homework', 'has long summer holidays'],
    second: ['pretends to be someone else', 'may win an oscar'],
  },
  {
    words: ['photographer', 'fisherman'],
    both: [
      'needs patience',
      'waits for the right moment',
      'you may see one by the sea',
      'takes equipment along',
    ],
    first: ['is hired for weddings', 'asks you to smile'],
    second: ['sells the catch', 'mends nets'],
  },
  {
    words: ['baker', 'nurse'],
    both: ['often works at night', 'may wear white', 'deserves our thanks', 'stands for most of the shift'],
    first: ['kneads dough', 'sells rolls'],
    second: ['gives injections', 'looks after sick people'],
  },
  {
    words: ['magician', 'detective'],
    both: ['knows a lot about tricks', 'is the hero of many films', 'sees what others miss', 'keeps secrets'],
    first: ['pulls rabbits out of a hat', 'performs on stage'],
    second: ['looks for clues', 'solves crimes'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['firefighter', 'lifeguard'],
    both: ['saves lives', 'has to be fit', 'has to do with water', 'reacts fast'],
    first: ['slides down a pole', 'wears a heavy helmet'],
    second: ['sits by the pool', 'is a very good swimmer'],
  },
  {
    words: ['tailor', 'hairdresser'],
    both: ['uses scissors', 'makes you look good', 'asks you what you want', 'has a mirror in the shop'],
    first: ['measures your arms and legs', 'sews'],
    second: ['washes your head', 'asks how short you want it'],
  },
  {
    words: ['astronaut', 'diver'],
    both: ['wears a special suit', 'takes air along', 'floats', 'sees what few others see'],
    first: ['leaves the earth', 'goes to work in a rocket'],
    second: ['sees corals and fish', 'has fins on'],
  },
  {
    words: ['dentist', 'surgeon'],
    both: [
      'studied medicine',
      'scares many people',
      'wears a mask and gloves',
      'you lie down for the treatment',
    ],
    first: ['tells you to floss', 'you have to open your mouth wide'],
    second: ['puts you to sleep before the work begins', 'may repair a heart'],
  },
  {
    words: ['builder', 'architect'],
    both: ['helps to make houses', 'wears a helmet on site', 'needs exact plans', 'may be proud of a bridge'],
    first: ['lays bricks', 'has strong arms and dusty boots'],
    second: ['draws the plans', 'works in an office with models'],
  },
  {
    words: ['detective', 'journalist'],
    both: [
      'asks many questions',
      'wants to find the truth',
      'writes things down',
      'makes some people nervous',
    ],
    first: ['catches thieves', 'has a magnifying glass in cartoons'],
    second: ['writes for a newspaper', 'holds a microphone'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['doctor', 'nurse'],
    both: ['works in a hospital', 'helps sick people', 'wears white', 'may work at night'],
    first: ['decides on the treatment', 'performs operations'],
    second: ['changes the bandages', "makes the patient's bed"],
  },
  {
    words: ['chef', 'baker'],
    both: ['works with food', 'knows many recipes', 'uses an oven', 'wears white at work'],
    first: ['works in a restaurant', 'cooks your steak', 'has a menu to offer'],
    second: ['gets up in the middle of the night', 'makes bread'],
  },
  {
    words: ['lawyer', 'judge'],
    both: ['works in court', 'knows the law', 'may wear a black robe', 'reads many documents'],
    first: ['is paid to help you', 'defends you'],
    second: ['has the last word', 'bangs a little hammer in films'],
  },
  {
    words: ['gardener', 'farmer'],
    both: ['works outdoors', 'plants things', 'hopes for a little rain', 'has dirty hands'],
    first: ['trims hedges', 'looks after roses'],
    second: ['keeps cows', 'drives a tractor', 'sells the harvest'],
  },
  {
    words: ['sailor', 'fisherman'],
    both: ['works on the water', 'goes out in a boat', 'fears storms', 'ties good knots'],
    first: ['has a tattoo of an anchor', 'may cross an ocean with cargo'],
    second: ['works with nets', 'sells the catch at the harbour'],
  },
  {
    words: ['plumber', 'electrician'],
    both: [
      'comes to your house',
      'you call one when something is broken',
      'brings a toolbox',
      'may send a high bill',
    ],
    first: ['fixes a leaking tap', 'works on pipes'],
    second: ['works with cables', 'turns off the power first'],
  },
];

export const professions = wordPairs('professions', { easy, medium, hard });
