import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['hammer', 'paintbrush'],
    both: [
      'you hold it by its handle',
      'it is useful when you move into a new flat',
      'you may make a mess with it',
      'an artist might use it',
    ],
    first: ['it is heavy and loud', 'you can hit your thumb with it'],
    second: ['it is soft at one end', 'you dip it', 'you have to wash it afterwards'],
  },
  {
    words: ['ladder', 'rope'],
    both: [
      'you can climb up it',
      'old ships had it',
      'it can be found in a garden shed',
      'you make sure that it holds',
    ],
    first: ['it has rungs', 'some people think walking under it is bad luck'],
    second: ['you can tie a knot in it', 'two teams may pull on it'],
  },
  {
    words: ['rake', 'comb'],
    both: ['it has teeth', 'you pull it', 'it makes things tidy', 'it can be made of plastic or wood'],
    first: ['you use it in the garden', 'autumn is its season'],
    second: ['you use it in front of a mirror', 'it fits in a pocket'],
  },
  {
    words: ['magnet', 'glue'],
    both: [
      'it holds things together',
      'you find it in an office',
      'it does not work on everything',
      'children find it interesting',
    ],
    first: ['it has two poles', 'it picks up paper clips', 'it can hang on a fridge'],
    second: ['it comes in a tube', 'your fingers may get sticky', 'it has to dry'],
  },
  {
    words: ['needle', 'drill'],
    both: [
      'you can make a hole with it',
      'it has a sharp tip',
      'you should be careful with it',
      'it is made of metal',
    ],
    first: ['it is small and thin', 'you pull a thread through its eye'],
    second: ['it needs electricity', 'it makes a terrible noise'],
  },
  {
    words: ['bucket', 'sponge'],
    both: [
      'you use it for cleaning',
      'it can hold water',
      'you wash the car with it',
      'it is kept under the sink',
    ],
    first: ['it has a handle', 'children build sand towers with it'],
    second: ['it is soft', 'you squeeze it', 'some kinds grow in the sea'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['hammer', 'axe'],
    both: ['it has a long handle', 'you swing it', 'it is heavy', 'it hits hard'],
    first: ['you use it to hang up a picture', 'carpenters use it on nails'],
    second: ['it has a sharp blade', 'a lumberjack needs it', 'it makes firewood'],
  },
  {
    words: ['saw', 'scissors'],
    both: [
      'you cut something with it',
      'it is sharp',
      'you keep it away from little children',
      'it is made of steel',
    ],
    first: ['it has many teeth', 'you use it on wood', 'dust falls to the floor'],
    second: ['it has two blades', 'you use it on paper and cloth', 'a tailor needs it'],
  },
  {
    words: ['rope', 'chain'],
    both: ['it can tie things up', 'it is long', 'you find it on a ship', 'it should not break'],
    first: ['it is made of twisted fibres', 'you can make a knot in it'],
    second: ['it is made of metal links', 'it drives a bicycle'],
  },
  {
    words: ['shovel', 'rake'],
    both: [
      'you need it in the garden',
      'it has a long handle',
      'it is good for moving things about',
      'you stand while you use it',
    ],
    first: ['you dig a hole with it', 'it clears the snow away'],
    second: ['it has teeth', 'you gather leaves with it'],
  },
  {
    words: ['tape', 'glue'],
    both: [
      'it is sticky',
      'you use it to repair things',
      'children use it for handicraft',
      'it is sold with paper and pens',
    ],
    first: ['it comes on a roll', 'you wrap presents with it', 'the end is hard to find'],
    second: ['it is liquid', 'you have to wait until it dries'],
  },
  {
    words: ['drill', 'screwdriver'],
    both: [
      'it works by turning',
      'it is used in building furniture',
      'it is in many toolboxes',
      'its tip can be changed',
    ],
    first: ['it makes a hole in the wall', 'it is loud', 'the neighbours complain about it'],
    second: ['it works by hand', 'it fits in the slot of a small metal thing'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['nail', 'screw'],
    both: [
      'it is small and made of metal',
      'it joins pieces of wood',
      'it is pointed',
      'you can hang a picture on it',
    ],
    first: ['you hit it to drive it in', 'it is smooth all along'],
    second: ['you turn it to get it in', 'it has a spiral around it', 'there is a slot in its head'],
  },
  {
    words: ['pliers', 'wrench'],
    both: [
      'mechanics use this',
      'this is useful when fingers are too weak',
      'this is made of metal',
      'this grips things tightly',
    ],
    first: ['you can bend a wire with them', 'they close like a mouth'],
    second: ['it fits around a nut', 'it comes in many exact sizes'],
  },
  {
    words: ['saw', 'axe'],
    both: [
      'it is used on trees',
      'it is sharp',
      'a carpenter may have one',
      'it makes small pieces out of big ones',
    ],
    first: ['it moves back and forth', 'it has lots of teeth'],
    second: ['you swing it over your head', 'Vikings fought with it'],
  },
  {
    words: ['rope', 'string'],
    both: [
      'you can tie a knot in it',
      'it is long and flexible',
      'it is made of fibres',
      'it may be too short',
    ],
    first: ['it is thick enough to pull a car', 'sailors climb up it'],
    second: ['it is thin', 'a kite flies on it', 'you tie up a parcel with it'],
  },
  {
    words: ['paintbrush', 'roller'],
    both: ['you use it to put colour on a wall', 'you dip it', 'it may drip', 'it has a handle'],
    first: ['it has bristles', 'artists use it', 'it is good for corners'],
    second: ['it turns round and round', 'it covers large areas quickly'],
  },
  {
    words: ['needle', 'pin'],
    both: ['it is thin and sharp', 'it is made of metal', 'a tailor uses it', 'you may prick your finger'],
    first: ['a thread goes through its eye', 'doctors use one too'],
    second: ['it has a little round head', 'it holds cloth together for a while'],
  },
];

export const tools = wordPairs('tools', { easy, medium, hard });
