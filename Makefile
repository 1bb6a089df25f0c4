# One way to do each thing. Needs Go; the local model needs python3 too, and is brought by "make brief".
SHELL := /bin/bash
BIN := bin/mattinale
SOURCES ?=
FUZZTIME ?= 30s
FIRST_SEEDS := seeds/articles/01-* seeds/articles/02-* seeds/articles/03-* seeds/articles/04-* seeds/articles/05-*

.PHONY: build brief test lint bench bench-stages profile eval fuzz smoke soak docs clean

build: $(BIN)

# The tag leaves the command line library's writer of manuals out, and the Markdown parser that it would start with each run.
$(BIN): FORCE
	@mkdir -p bin
	@go build -tags urfave_cli_no_docs -o $(BIN) ./cmd/mattinale

FORCE:

# A brief of SOURCES, else of the first five seed articles, with the model that is found; without one, a small one is
# installed first. Exit code 3 means that a brief was written but something in it is missing or extracted.
brief: $(BIN)
	@$(BIN) doctor --quiet >/dev/null 2>&1 || $(BIN) model install || \
		echo "the model could not be installed; the brief will have the articles' own sentences" >&2
	@$(BIN) brief $(or $(SOURCES),$(FIRST_SEEDS)); code=$$?; \
	if [ $$code = 3 ]; then echo "exit code 3: the brief was written; what is missing or extracted in it is said above and at its top" >&2; exit 0; fi; \
	exit $$code

test:
	go test -race ./...

lint:
	@out=$$(gofmt -l .); if [ -n "$$out" ]; then echo "gofmt would change:"; echo "$$out"; exit 1; fi
	go vet ./...
	go tool staticcheck ./...
	@scripts/govulncheck.sh

# The program beside its peers, as ratios, into docs/performance.md: some ten minutes on an idle machine. BENCHFLAGS chooses:
# "-only counting,startup", "-full", "-rounds 9". The peers need a registry of Python packages and Go modules, or are skipped.
bench:
	go run ./cmd/bench -write docs/performance.md $(BENCHFLAGS)

# The Go benchmarks of the stages. BENCH selects, COUNT repeats; with COUNT=10 the medians are worth something. Two files kept
# with OUT are compared by "go tool benchstat OLD NEW".
BENCH ?= .
COUNT ?= 1
OUT ?= bin/bench-stages.txt
bench-stages:
	@mkdir -p $(dir $(OUT))
	go test -run '^$$' -bench '$(BENCH)' -benchmem -count $(COUNT) ./... | tee $(OUT)
	go tool benchstat $(OUT)

# Where time and memory go: profiles of a run of 10,000 articles, whose heads are printed.
PROFILES ?= bin/profiles
profile:
	go run ./cmd/bench -profile $(PROFILES)

# The evaluation of the prompts with the local model: minutes of work for it.
eval: $(BIN)
	@$(BIN) model install
	go run ./cmd/eval $(EVALFLAGS)

fuzz:
	@for pkg in $$(go list ./...); do \
		for target in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
			echo "$$pkg $$target"; \
			go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
		done; \
	done

# Ten thousand articles with an endpoint that goes wrong at nearly half of the calls: what is held stays flat.
soak:
	MATTINALE_SOAK=10000 go test -v -run TestSoak -timeout 30m ./pipeline

# One short article through the real local model.
smoke: $(BIN)
	@scripts/smoke.sh $(BIN)

clean:
	rm -rf bin briefs
