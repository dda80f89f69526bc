import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['robot', 'camera'],
    both: [
      'it is used in space',
      'it can be very expensive',
      'it needs a battery or a plug',
      'some are as small as a toy',
    ],
    first: ['it can vacuum the floor', 'it may look like a person', 'it works in a car factory'],
    second: ['it has a lens', 'you say cheese in front of it'],
  },
  {
    words: ['laptop', 'battery'],
    both: [
      'you carry it around',
      'it can get warm',
      'it contains electricity',
      'it may be empty at the wrong moment',
    ],
    first: ['it has a screen', 'you can fold it shut', 'you type on it'],
    second: ['it has a plus and a minus', 'you put new ones in the remote control'],
  },
  {
    words: ['satellite', 'printer'],
    both: [
      'it gets its orders from a computer',
      'it can be out of order',
      'few people know how it works',
      'it has moving parts',
    ],
    first: ['it circles the earth', 'it helps with the weather forecast'],
    second: ['it needs paper', 'it runs out of ink'],
  },
  {
    words: ['calculator', 'drone'],
    both: ['you press its buttons', 'it is electronic', 'it fits in a bag', 'it is made of plastic'],
    first: ['it does sums', 'you use it in maths class'],
    second: ['it flies', 'it takes pictures from above'],
  },
  {
    words: ['charger', 'password'],
    both: [
      'you need it for your phone',
      'a guest may ask you for it',
      'you are lost without it',
      'it is bad to leave it in a hotel',
    ],
    first: ['it has a cable and a plug', 'the low battery makes you look for it'],
    second: ['it should be hard to guess', 'you type it in', 'a birthday is a poor choice for it'],
  },
  {
    words: ['television', 'alarm'],
    both: ['it can be in the bedroom', 'it may be too loud', 'you switch it off', 'it makes sounds'],
    first: ['you watch a film on it', 'families sit in front of it'],
    second: ['it wakes you up', 'it goes off when a burglar comes in'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['camera', 'telescope'],
    both: ['it has a lens', 'you look through it', 'tourists like to use one', 'you have to focus it'],
    first: ['it takes pictures', 'it may have a flash'],
    second: ['it shows the moon close up', 'astronomers use it'],
  },
  {
    words: ['radio', 'television'],
    both: [
      'it brings you the news',
      'you can change the station',
      'it needs electricity',
      'it is in many living rooms',
    ],
    first: ['you only listen to it', 'people have it on in the car'],
    second: ['it has a screen', 'you watch cartoons on it'],
  },
  {
    words: ['keyboard', 'mouse'],
    both: [
      'it lies on the desk',
      'you use your fingers on it',
      'it belongs to a computer',
      'it can be wireless',
    ],
    first: ['you write with it', 'it has letters on it'],
    second: ['you click with it', 'it shares its name with an animal'],
  },
  {
    words: ['email', 'letter'],
    both: ['you send it', 'it begins with a greeting', 'it has an address', 'you wait for a reply'],
    first: ['it arrives within seconds', 'it has an at sign', 'half of it is spam'],
    second: ['it needs a stamp', 'it comes in an envelope'],
  },
  {
    words: ['calculator', 'computer'],
    both: [
      'it is good at numbers',
      'it has keys and a display',
      'students use it',
      'it is faster than your brain',
    ],
    first: ['it fits in a pocket', 'some run on a small solar cell'],
    second: ['you play games on it', 'it goes online', 'it has a hard disk'],
  },
  {
    words: ['robot', 'drone'],
    both: [
      'it has a motor',
      'it can be controlled from far away',
      'it goes where people cannot go',
      'it is modern',
    ],
    first: ['it may have arms and a face', 'it can clean your floor'],
    second: ['it flies', 'you must not use it near an airport'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['laptop', 'tablet'],
    both: ['it has a screen', 'you can carry it', 'you can watch films on it', 'you have to charge it'],
    first: ['it has a keyboard', 'you open and close it'],
    second: [
      'you touch the screen all the time',
      'children draw on it with a finger',
      'it is flat as a board',
    ],
  },
  {
    words: ['television', 'projector'],
    both: [
      'you can watch a film on it',
      'it has a remote control',
      'it needs a cable',
      'it is in many classrooms',
    ],
    first: ['it works in bright daylight', 'it hangs on the wall as a black rectangle'],
    second: ['it throws the picture on a white wall', 'it has a lamp and a lens', 'the room should be dark'],
  },
  {
    words: ['printer', 'scanner'],
    both: [
      'it is in an office',
      'it has to do with paper',
      'it is connected to a computer',
      'you share it with colleagues',
    ],
    first: ['it needs ink or toner', 'something comes out of it in black or colour'],
    second: ['you lay your page on a sheet of glass', 'it turns paper into a file'],
  },
  {
    words: ['telescope', 'microscope'],
    both: ['you look through it', 'scientists use it', 'it makes things look bigger', 'it has lenses'],
    first: ['you see stars with it', 'pirates and sailors had a small kind'],
    second: ['you see cells with it', 'it is used in biology class'],
  },
  {
    words: ['website', 'app'],
    both: [
      'you use it on your phone',
      'it can ask for your password',
      'you can shop with it',
      'it has a logo',
    ],
    first: ['you need a browser for it', 'you type its address'],
    second: ['you install it', 'it has a small icon on your home screen', 'you get it from a store'],
  },
  {
    words: ['photo', 'video'],
    both: [
      'you take it with your phone',
      'you send it to friends',
      'it is a memory of a holiday',
      'you smile for it',
    ],
    first: ['it can hang in a frame', 'it does not move'],
    second: ['it has sound', 'you press play to see it'],
  },
];

export const technology = wordPairs('technology', { easy, medium, hard });
