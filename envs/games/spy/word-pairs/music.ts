import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['drum', 'violin'],
    both: [
      'it is played in an orchestra',
      'it is made of wood',
      'neighbours may complain about it',
      'you hold something in your hand to play it',
    ],
    first: ['you hit it', 'it keeps the beat'],
    second: ['it has four strings', 'you hold it under your chin'],
  },
  {
    words: ['piano', 'whistle'],
    both: [
      'you can make a tune with it',
      'children like to try it',
      'it is louder than you think',
      'it can make high notes',
    ],
    first: ['it has black and white keys', 'it is too heavy to carry'],
    second: ['a referee has one', 'it hangs around your neck', 'dogs hear it'],
  },
  {
    words: ['guitar', 'trumpet'],
    both: [
      'it is used in many bands',
      'you need your fingers for it',
      'it is hard at the beginning',
      'you can carry it yourself',
    ],
    first: ['it has strings', 'people play it around the campfire'],
    second: ['you blow into it', 'it is shiny and golden'],
  },
  {
    words: ['microphone', 'bell'],
    both: [
      'it makes sure everyone can hear',
      'it is used at school',
      'it is made of metal',
      'it can be very loud',
    ],
    first: ['a singer holds it', 'it needs electricity'],
    second: ['it hangs in a church', 'it rings'],
  },
  {
    words: ['concert', 'lullaby'],
    both: [
      'you listen to it in the evening',
      'someone sings',
      'it can be beautiful',
      'people remember it for years',
    ],
    first: ['you buy a ticket for it', 'fans cheer there'],
    second: ['it is for babies', 'it helps someone to fall asleep'],
  },
  {
    words: ['radio', 'harp'],
    both: [
      'it sounds nice',
      'it fills the room with sound',
      'it is older than television',
      'you can play it at home',
    ],
    first: ['you can change the station', 'it tells you the news'],
    second: ['it has dozens of strings', 'angels play it in pictures'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['guitar', 'piano'],
    both: [
      'many people learn it',
      'you can sing along with it',
      'you can play chords on it',
      'it is part of many bands',
    ],
    first: ['it has six strings', 'you carry it on your back'],
    second: ['it has a lot of keys', 'it has pedals', 'you sit on a stool in front of it'],
  },
  {
    words: ['flute', 'trumpet'],
    both: [
      'you blow into it',
      'your fingers change the note',
      'it is made of metal',
      'it is part of an orchestra',
    ],
    first: ['you hold it sideways', 'it is gentle and high'],
    second: ['it is loud and brassy', 'soldiers used it to give signals'],
  },
  {
    words: ['choir', 'band'],
    both: [
      'people make music together in it',
      'it rehearses every week',
      'it performs on stage',
      'its members must keep in time',
    ],
    first: ['nobody needs an instrument', 'it may sing in a church'],
    second: ['there is a drummer', 'it plays rock or jazz'],
  },
  {
    words: ['singer', 'conductor'],
    both: [
      'they stand in front',
      'they get applause',
      'they have a good ear for music',
      'they receive flowers at the end',
    ],
    first: ['they take care of the voice', 'they hold a microphone'],
    second: ['they wave a little stick', 'they look away from the audience'],
  },
  {
    words: ['headphones', 'microphone'],
    both: [
      'it has to do with sound',
      'you find it in a studio',
      'it is plugged in or wireless',
      'it is used on the phone',
    ],
    first: ['you wear them on your ears', 'only you can hear'],
    second: ['you speak into it', 'it should be switched off after the speech'],
  },
  {
    words: ['melody', 'rhythm'],
    both: ['every song has one', 'you can remember it', 'it can be simple', 'a composer thinks about it'],
    first: ['you can whistle it', 'it goes up and down'],
    second: ['you can clap it', 'dancers follow it', 'drums give it'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['violin', 'cello'],
    both: [
      'it has four strings',
      'you play it with a bow',
      'it is made of wood',
      'it is part of a string quartet',
    ],
    first: ['you hold it under your chin', 'it plays very high notes'],
    second: ['you sit down and hold it between your knees', 'its sound is deep and warm'],
  },
  {
    words: ['guitar', 'ukulele'],
    both: [
      'it has strings',
      'you can play chords on it',
      'its body is made of wood',
      'you can sing along with it',
    ],
    first: ['it usually has six strings', 'it can be electric', 'rock stars smash it'],
    second: ['it is tiny and cheerful', 'it comes from Hawaii'],
  },
  {
    words: ['trumpet', 'trombone'],
    both: ['you blow into it', 'it is made of brass', 'it is in every big band', 'it is quite loud'],
    first: ['it has three valves', 'it is the smaller and higher one'],
    second: ['it has a long slide', 'your arm moves back and forth'],
  },
  {
    words: ['flute', 'clarinet'],
    both: ['you blow into it', 'it has keys and holes', 'it is in an orchestra', 'it is a slim tube'],
    first: ['it shines like silver', 'you hold it sideways'],
    second: ['it is black', 'it has a reed', 'you hold it straight down in front of you'],
  },
  {
    words: ['orchestra', 'band'],
    both: ['it is a group of musicians', 'it gives concerts', 'it practises a lot', 'it has fans'],
    first: ['violins sit in front', 'there is a conductor'],
    second: ['it has a singer with a microphone', 'teenagers start one in a garage'],
  },
  {
    words: ['opera', 'musical'],
    both: [
      'it is performed on stage',
      'a story is told with songs',
      'there are costumes',
      'you buy a ticket',
    ],
    first: ['Italian composers wrote many', 'the singers need no microphone'],
    second: ['it comes from Broadway', 'the actors dance a lot', 'it often becomes a film'],
  },
];

export const music = wordPairs('music', { easy, medium, hard });
