# Lencana. `make` alone explains every target.
SHELL := /bin/bash
.DEFAULT_GOAL := help
SERVICES := registry verification content
PY := .venv/bin/python
export PYTHONUNBUFFERED := 1

.PHONY: help setup check lint format test contracts test-rules mutants migrate up demo story endure status openapi lock docs bench bench-verification images secrets base-image compose-test clean

help: ## Daftar perintah · this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Siapkan .venv dari kunci ber-hash · virtual environment from the hashed lock
	@deploy/setup
check: lint test ## Semua pemeriksaan · lint, types, import contracts and every test
lint: setup ## Periksa gaya, tipe, batas modul · style, types, import contracts
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

format: setup ## Rapikan kode · format the code
	.venv/bin/ruff check --fix . && .venv/bin/ruff format .

test: setup ## Semua uji dengan PostgreSQL sungguhan · every test on real PostgreSQL
	.venv/bin/pytest -q -n 2 --dist loadfile $(ARGS)

contracts: setup ## Kontrak dibaca pembangkit klien asing · foreign generators read the contracts, one client is used
	@deploy/contracts

test-rules: setup ## Uji aturan saja, beberapa detik · every pure test, no database
	.venv/bin/pytest -q -p tests.purity -p no:cacheprovider $(ARGS)

mutants: setup ## Ubah tiap aturan, adakah uji yang tahu? · mutation testing of the rules
	@$(PY) -m tests.mutants $(ARGS)

migrate: setup ## Migrasi basis data dari <SERVICE>_DATABASE_URL · migrate the databases the settings name
	@for service in $(SERVICES); do $(PY) -m $$service migrate || exit 1; done

up: setup ## Nyalakan tumpukan lokal sampai Ctrl-C · local stack until Ctrl-C
	@$(PY) -m local up

demo: setup ## Nyalakan, mainkan cerita, matikan · up, story, down
	@$(PY) -m local demo

story: setup ## Mainkan cerita pada tumpukan yang menyala · play the story against `make up`
	@$(PY) -m local.story $(ARGS)

endure: setup ## Cerita 20 kali; ARGS=--moments pada saat sulit · the story with 20 seeds, or at awkward moments
	@$(PY) -m tests.endurance.story $(ARGS)

status: setup ## Proses, kesehatan, antrean · processes, health, lags
	@$(PY) -m local status

openapi: setup ## Tulis ulang openapi.json tiap layanan · rewrite every openapi.json
	@for service in $(SERVICES); do $(PY) -m $$service openapi services/$$service/openapi.json || exit 1; done

lock: setup ## Perbarui kunci dependensi · renew both locks from requirements*.in
	deploy/lock

docs: setup ## Tulis ulang halaman dari kode · rewrite the pages that follow from the code
	@for page in operations/settings api/problems api/codes api/scopes; do $(PY) -m tests.conventions.$${page#*/}_page > docs/$$page.md || exit 1; done
	@$(PY) -m tests.conventions.scopes_code

secrets: setup ## Rahasia untuk docker-compose, sekali · secrets of the deployment, made once
	@$(PY) deploy/new_secrets.py

base-image: ## Citra dasar dari paket Debian · base images from Debian packages, no registry needed
	deploy/base-images

images: ## Citra ketiga layanan · the three service images
	deploy/images

compose-test: ## Cerita lewat gerbang TLS pada docker-compose · the story through the gateway
	deploy/compose-test

bench: setup ## Ukur pencarian lencana terhadap plafon · measure the look-up against its ceiling
	@$(PY) -W ignore -m benchmarks.lookup $(ARGS)

bench-verification: setup ## Ukur unggahan bacaan · a million readings over HTTP beside psql's \copy
	@$(PY) -W ignore -m benchmarks.ingest $(ARGS)

clean: ## Hapus hasil bangun, bukan data · remove what was built; .local stays
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache; find shared services tests -name __pycache__ -prune -exec rm -rf {} +
