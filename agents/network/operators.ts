import type { Operation } from './graph.ts';

/** An operator of ONNX that is applied to the inputs of a node, or to the result of the operator before it. */
export interface Operator {
  readonly type: string;
  /** Whole numbers; `to`, an element type, may also be that of the model. */
  readonly attributes?: Readonly<Record<string, number | 'element'>>;
  /** Further inputs, constant: a real scalar, or a list of whole numbers. */
  readonly constants?: readonly (number | readonly number[])[];
}

const BOOL = 9; // an element type, by its number in the standard

const NAMES = {
  add: 'Add',
  sub: 'Sub',
  mul: 'Mul',
  div: 'Div',
  min: 'Min',
  neg: 'Neg',
  relu: 'Relu',
  exp: 'Exp',
  logSoftmax: 'LogSoftmax',
} as const;

/** The chain of operators, of ONNX's operator set 17, that computes an operation. */
export function operatorsOf(operation: Operation): Operator[] {
  const toReal: Operator = { type: 'Cast', attributes: { to: 'element' } };
  switch (operation.kind) {
    case 'input':
    case 'constant':
    case 'stop':
      return [];
    case 'gemm':
      return [{ type: 'Gemm', attributes: { transA: +operation.transposeA, transB: +operation.transposeB } }];
    case 'nonzero':
      return [{ type: 'Cast', attributes: { to: BOOL } }, toReal];
    case 'equal':
      return [{ type: 'Equal' }, toReal];
    case 'clip':
      return [{ type: 'Clip', constants: [operation.low, operation.high] }];
    case 'sum':
      return [{ type: 'ReduceSum', constants: [[operation.axis]] }];
    case 'slice':
      return [{ type: 'Slice', constants: [[operation.from], [operation.to], [1]] }];
    case 'pad':
      return [{ type: 'Pad', constants: [[0, operation.left, 0, operation.right]] }];
    case 'concat':
      return [{ type: 'Concat', attributes: { axis: 1 } }];
    case 'expand':
      return [{ type: 'Expand' }];
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
    case 'min':
    case 'neg':
    case 'relu':
    case 'exp':
    case 'logSoftmax':
      return [{ type: NAMES[operation.kind] }];
  }
}
