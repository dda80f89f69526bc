import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['chef', 'pilot'],
    both: [
      'they wear a uniform',
      'they have a stressful job',
      'they give orders to a small crew',
      'they trained for years',
    ],
    first: ['they have sharp knives', 'they taste the sauce'],
    second: ['they fly around the world', 'they sit in a cockpit'],
  },
  {
    words: ['doctor', 'farmer'],
    both: [
      'everyone needs one',
      'they often start very early in the day',
      'they work at weekends too',
      'they can be found in a village',
    ],
    first: ['they went to university for years', 'they write prescriptions'],
    second: ['they drive a tractor', 'they hope for good weather'],
  },
  {
    words: ['teacher', 'actor'],
    both: [
      'they stand in front of people',
      'they need a clear voice',
      'they have an audience',
      'they prepare at home',
    ],
    first: ['they mark homework', 'they have long summer holidays'],
    second: ['they pretend to be someone else', 'they may win an Oscar'],
  },
  {
    words: ['photographer', 'fisherman'],
    both: [
      'they need patience',
      'they wait for the right moment',
      'you may see one by the sea',
      'they take equipment along',
    ],
    first: ['they are hired for weddings', 'they ask you to smile'],
    second: ['they sell the catch', 'they mend nets'],
  },
  {
    words: ['baker', 'nurse'],
    both: [
      'they often work at night',
      'they may wear white',
      'they deserve our thanks',
      'they stand for most of the shift',
    ],
    first: ['they knead dough', 'they sell rolls'],
    second: ['they give injections', 'they look after sick people'],
  },
  {
    words: ['magician', 'detective'],
    both: [
      'they know a lot about tricks',
      'they are the heroes of many films',
      'they see what others miss',
      'they keep secrets',
    ],
    first: ['they pull rabbits out of a hat', 'they perform on stage'],
    second: ['they look for clues', 'they solve crimes'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['firefighter', 'lifeguard'],
    both: ['they save lives', 'they have to be fit', 'they have to do with water', 'they react fast'],
    first: ['they slide down a pole', 'they wear a heavy helmet'],
    second: ['they sit by the pool', 'they are very good swimmers'],
  },
  {
    words: ['tailor', 'hairdresser'],
    both: [
      'they use scissors',
      'they make you look good',
      'they ask you what you want',
      'they have a mirror in the shop',
    ],
    first: ['they measure your arms and legs', 'they sew with needle and thread'],
    second: ['they wash your head', 'they ask how short you want it'],
  },
  {
    words: ['astronaut', 'diver'],
    both: [
      'they wear a special suit',
      'they take air along',
      'they float about at work',
      'they see what few others see',
    ],
    first: ['they leave the earth', 'they go to work in a rocket'],
    second: ['they see corals and fish', 'they have fins on'],
  },
  {
    words: ['dentist', 'surgeon'],
    both: [
      'they went to university',
      'they scare many people',
      'they wear a mask and gloves',
      'you lie down for the treatment',
    ],
    first: ['they tell you to floss', 'you have to open your mouth wide'],
    second: ['they put you to sleep before the work begins', 'they may repair a heart'],
  },
  {
    words: ['builder', 'architect'],
    both: [
      'they help to make houses',
      'they wear a helmet on site',
      'they need exact plans',
      'they may be proud of a bridge',
    ],
    first: ['they lay bricks', 'they have strong arms and dusty boots'],
    second: ['they draw the plans', 'they work in an office with models'],
  },
  {
    words: ['detective', 'journalist'],
    both: [
      'they ask many questions',
      'they want to find the truth',
      'they write things down',
      'they make some people nervous',
    ],
    first: ['they catch thieves', 'they have a magnifying glass in cartoons'],
    second: ['they write for a newspaper', 'they hold a microphone'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['doctor', 'nurse'],
    both: [
      'they work in a hospital',
      'they help sick people',
      'they may wear white',
      'they may work at night',
    ],
    first: ['they decide on the treatment', 'they perform operations'],
    second: ['they change the bandages', "they make the patient's bed"],
  },
  {
    words: ['chef', 'baker'],
    both: ['they work with food', 'they know many recipes', 'they use an oven', 'they wear white at work'],
    first: ['they work in a restaurant', 'they cook your steak', 'they have a menu to offer'],
    second: ['they get up in the middle of the night', 'they make bread'],
  },
  {
    words: ['lawyer', 'judge'],
    both: [
      'they work in court',
      'they know the law',
      'they may wear a black robe',
      'they read many documents',
    ],
    first: ['they are paid to help you', 'they defend you'],
    second: ['they have the last word', 'they bang a little hammer in films'],
  },
  {
    words: ['gardener', 'farmer'],
    both: ['they work outdoors', 'they plant things', 'they hope for a little rain', 'they have dirty hands'],
    first: ['they trim hedges', 'they look after roses'],
    second: ['they keep cows', 'they drive a tractor', 'they sell the harvest'],
  },
  {
    words: ['sailor', 'fisherman'],
    both: ['they work on the water', 'they go out in a boat', 'they fear storms', 'they tie good knots'],
    first: ['they may have a tattoo of an anchor', 'they may cross an ocean with cargo'],
    second: ['they work with nets', 'they sell the catch at the harbour'],
  },
  {
    words: ['plumber', 'electrician'],
    both: [
      'they come to your house',
      'you call one when something is broken',
      'they bring a toolbox',
      'they may send a high bill',
    ],
    first: ['they fix a leaking tap', 'they work on pipes'],
    second: ['they work with cables', 'they turn off the power first'],
  },
];

export const professions = wordPairs('professions', { easy, medium, hard });
