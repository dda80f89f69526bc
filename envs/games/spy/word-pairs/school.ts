import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['homework', 'break'],
    both: [
      'every pupil knows it',
      'you may spend it with your friends',
      'it can be short or long',
      'teachers have to keep an eye on it',
    ],
    first: ['you do it at home', 'dogs are blamed for eating it'],
    second: ['you eat a snack in it', 'everybody runs outside'],
  },
  {
    words: ['eraser', 'globe'],
    both: [
      'you find it in a classroom',
      'the teacher has one',
      'it is useful in a lesson',
      "it can be in a child's room as well",
    ],
    first: ['it removes mistakes', 'it is made of rubber'],
    second: ['it shows all the countries', 'you can spin it'],
  },
  {
    words: ['exam', 'excursion'],
    both: [
      'the whole class takes part',
      'children talk about it days before',
      'parents ask about it afterwards',
      'it is in the calendar',
    ],
    first: ['you have to study for it', 'you get a mark at the end'],
    second: ['you go by bus', 'you take a packed lunch', 'you visit a zoo or a museum'],
  },
  {
    words: ['backpack', 'ruler'],
    both: [
      'you take it to school',
      'you need it on most days',
      'it comes in many colours',
      'pupils write their name on it',
    ],
    first: ['you carry books in it', 'it has straps'],
    second: ['you draw a straight line with it', 'it shows centimetres'],
  },
  {
    words: ['uniform', 'dictionary'],
    both: [
      'you may need it for school',
      'an older cousin may hand it down',
      'it costs your parents money',
      'it stays the same for years',
    ],
    first: ['you wear it', 'it makes everyone look alike'],
    second: ['it is sorted from a to z', 'it explains what a word means'],
  },
  {
    words: ['chalk', 'bell'],
    both: [
      'you can hear it at school',
      'it is in old school films',
      'it is slowly going out of use',
      'teachers and pupils know it well',
    ],
    first: ['it is white and dusty', 'it squeaks on the board'],
    second: ['it rings', 'everyone packs up when it goes', 'it ends the lesson'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['homework', 'exam'],
    both: [
      'a teacher gives it',
      'it shows what you have learned',
      'you would rather play',
      'there can be a mark for it',
    ],
    first: ['you do it in your own room', 'parents may help you with it'],
    second: ['nobody may talk during it', "you must not look at your neighbour's paper"],
  },
  {
    words: ['dictionary', 'atlas'],
    both: [
      'it is a big book',
      'you look something up in it',
      'it is used in class',
      'it is now often online',
    ],
    first: ['it is full of words', 'you use it to translate'],
    second: ['it is full of maps', 'you find rivers and capitals in it'],
  },
  {
    words: ['pupil', 'teacher'],
    both: [
      'they are at school in the morning',
      'they look forward to the holidays',
      'they bring books to class',
      'they may be nervous on the first day',
    ],
    first: ['they have to do homework', 'they are children'],
    second: ['they give marks', 'they stand at the board'],
  },
  {
    words: ['mathematics', 'chemistry'],
    both: [
      'it is a subject',
      'you need formulas for it',
      'some find it difficult',
      'engineers have to know it',
    ],
    first: ['it is about numbers', 'you may need a triangle and a compass'],
    second: ['there is a lab for it', 'something may explode', 'you wear goggles in it'],
  },
  {
    words: ['desk', 'locker'],
    both: [
      'it is at school',
      'you can keep things in it',
      'pupils scratch their names into it',
      'it may be untidy inside',
    ],
    first: ['you sit at it', 'you write on it'],
    second: ['it is in the corridor', 'it has a number and a code'],
  },
  {
    words: ['library', 'canteen'],
    both: [
      'it is a room in a school',
      'you go there in the break',
      'there are tables and chairs',
      'older pupils may help there',
    ],
    first: ['it is silent', 'you can borrow a novel there'],
    second: ['it is noisy', 'it smells of lunch'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['pen', 'pencil'],
    both: [
      'you write with it',
      'it is long and thin',
      'it is in every school bag',
      'you can chew on its end',
    ],
    first: ['it has ink', 'you sign your name with it'],
    second: ['you sharpen it', 'you can rub out what it wrote'],
  },
  {
    words: ['exam', 'quiz'],
    both: [
      'you get questions',
      'you have to know the answers',
      'you can do well or badly at it',
      'it can be about any subject',
    ],
    first: ['you are not allowed to leave the room', 'you need it to get your diploma'],
    second: ['it is short', 'families watch it on television', 'it can be just for fun'],
  },
  {
    words: ['notebook', 'textbook'],
    both: ['it has many pages', 'it is made of paper', 'you take it to school', 'you open it on your desk'],
    first: ['its pages are empty at first', 'you write in it'],
    second: ['everyone in class has the same', 'a publisher made it', 'it has exercises in it'],
  },
  {
    words: ['history', 'geography'],
    both: [
      'it is a subject at school',
      'you learn about other nations',
      'there may be maps in it',
      'a trip can make it come alive',
    ],
    first: ['it is about the past', 'you have to learn the dates of wars'],
    second: ['it is about places', 'you learn about rivers and volcanoes'],
  },
  {
    words: ['chalk', 'crayon'],
    both: ['you draw with it', 'it is a small stick', 'it breaks easily', 'it comes in colours'],
    first: ['it makes dust', 'it is wiped away with a wet sponge'],
    second: ['it is made of wax', 'small children have a box of it', 'it is for paper'],
  },
  {
    words: ['chemistry', 'physics'],
    both: [
      'it is a science',
      'there are experiments in class',
      'you need formulas',
      'a Nobel prize exists for it',
    ],
    first: ['it is about acids and salts', 'you mix things in a test tube'],
    second: ['it is about force and motion', 'Newton and Einstein are famous for it'],
  },
];

export const school = wordPairs('school', { easy, medium, hard });
