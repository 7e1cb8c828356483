#!/bin/sh
# Build what a release contains, twice, compare the bytes, inspect the jars, and build a project that uses only them.
# Arguments are passed to Maven. It cannot be offline, because SBOMs are then not created. Results are in the folder RELEASE_CHECK.
# MAVEN_LOCAL_REPOSITORY is the local repository, if it is not the default one.
set -eu
cd "$(dirname "$0")/../.."
# Not below target, which each build deletes.
out=${RELEASE_CHECK:-${TMPDIR:-/tmp}/replicate4j-release}
published=$(sed -n '/<dependencyManagement>/,/<\/dependencyManagement>/s|.*<artifactId>\(.*\)</artifactId>.*|\1|p' replicate-bom/pom.xml)
modules=.,replicate-bom,$(echo $published | tr ' ' ',')
version=$(sed -n 's|.*<version>\(.*\)</version>.*|\1|p' replicate-bom/pom.xml | head -1)

build() {
    mvn -B -ntp -q -Prelease -Dgpg.skip -DskipTests -Dspotless.check.skip -pl "$modules" clean verify "$@"
}

# Copy what would be published in the layout of a repository.
collect() {
    rm -rf "$out/$1"
    for module in replicate4j-parent replicate-bom $published; do
        folder=$module
        test "$module" != replicate4j-parent || folder=.
        target="$out/$1/io/github/replicate4j/$module/$version"
        mkdir -p "$target"
        cp "$folder/pom.xml" "$target/$module-$version.pom"
        for file in "$folder/target/$module-$version"*; do
            test ! -f "$file" || cp "$file" "$target"
        done
        for format in json xml; do
            test ! -f "$folder/target/bom.$format" || cp "$folder/target/bom.$format" "$target/$module-$version-cyclonedx.$format"
        done
    done
}

echo "First build"
build "$@"
collect first
echo "Second build"
build "$@"
collect second
(cd "$out/first" && find . -type f | LC_ALL=C sort | xargs sha256sum) > "$out/first.sha256"
(cd "$out/second" && find . -type f | LC_ALL=C sort | xargs sha256sum) > "$out/second.sha256"
diff "$out/first.sha256" "$out/second.sha256"
echo "Both builds are identical: $(wc -l < "$out/first.sha256") files"

java config/release/InspectJars.java "$out/first" "$version" $published

# The local repository of the consumer has the plugins and libraries of the build, but no module of this project.
local=${MAVEN_LOCAL_REPOSITORY:-$HOME/.m2/repository}
rm -rf "$out/local"
cp -as "$local" "$out/local"
rm -rf "$out/local/io/github/replicate4j"
mvn -B -ntp -q -f config/release/consumer/pom.xml -Dmaven.repo.local="$out/local" -Dreplicate4j.repository="file://$out/first" \
    -Dreplicate4j.version="$version" -DbuildDirectory="$out/consumer" clean verify "$@"
java -jar "$out/consumer/consumer-1.0.jar"
rm -rf "$out/local"
