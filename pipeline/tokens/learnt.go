package tokens

import "sync/atomic"

// learnt remembers how many tokens a piece has, for pieces of at most maxKey bytes: a few thousand words make most of
// any text. It fills as texts are counted and is bounded: when newcomers find it full for long, it starts anew. Any
// number of goroutines read and write it without locks, as a slot is written once only.
type learnt struct {
	table atomic.Pointer[learntTable]
}

// learntSlots is a power of two; at 24 bytes a slot the table fits a core's level 2 cache.
const learntSlots = 1 << 15

// probes is how many slots a piece may be in.
const probes = 4

type learntTable struct {
	slots   [learntSlots]learntSlot
	refused atomic.Int32 // pieces that found no free slot
}

type learntSlot struct {
	key   key
	state atomic.Uint32 // 0: free, 1: being written, else the number of tokens plus 1, and key holds
}

func newLearnt() *learnt {
	l := &learnt{}
	l.table.Store(new(learntTable))
	return l
}

func firstSlot(hash uint64) int { return int(hash % learntSlots) }

// find returns the number of tokens of a piece, 0 if it is not known.
func (t *learntTable) find(k key, hash uint64) int {
	at := firstSlot(hash)
	for range probes {
		slot := &t.slots[at%learntSlots]
		state := slot.state.Load()
		if state == 0 {
			return 0
		}
		if state > 1 && slot.key == k {
			return int(state - 1)
		}
		at++
	}
	return 0
}

// add remembers that a piece has n tokens, n > 0, if there is room.
func (l *learnt) add(t *learntTable, k key, hash uint64, n int) {
	at := firstSlot(hash)
	for range probes {
		slot := &t.slots[at%learntSlots]
		if slot.state.Load() == 0 && slot.state.CompareAndSwap(0, 1) {
			slot.key = k
			slot.state.Store(uint32(n) + 1)
			return
		}
		at++
	}
	if t.refused.Add(1) == learntSlots {
		l.table.CompareAndSwap(t, new(learntTable))
	}
}
