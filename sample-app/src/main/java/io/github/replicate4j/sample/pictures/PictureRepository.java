/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stores pictures in the database. Completed pictures do not change, unless the prediction of a lost picture completes after all.
 */
@Repository
class PictureRepository {

    private final JdbcClient jdbcClient;

    PictureRepository(JdbcClient jdbcClient) {
        this.jdbcClient = jdbcClient;
    }

    /** Insert a picture and return whether it is new. A picture with the same id is not replaced. */
    boolean insert(UUID id, String prompt) {
        try {
            this.jdbcClient
                    .sql("insert into picture (id, prompt, status, created_at) values (?, ?, ?, ?)")
                    .params(id, prompt, Picture.QUEUED, time(Instant.now()))
                    .update();
            return true;
        } catch (DuplicateKeyException ex) {
            return false;
        }
    }

    /** Insert a picture whose image is stored already. */
    void insertCompleted(UUID id, String prompt) {
        this.jdbcClient
                .sql("insert into picture (id, prompt, status, created_at, completed_at) values (?, ?, ?, ?, ?)")
                .params(id, prompt, Picture.SUCCEEDED, time(Instant.now()), time(Instant.now()))
                .update();
    }

    void delete(UUID id) {
        this.jdbcClient.sql("delete from picture where id = ?").param(id).update();
    }

    /** Store a status from before the first one that Replicate has reported. */
    void submitted(UUID id, String status, @Nullable String error) {
        this.jdbcClient
                .sql("update picture set status = :status, error = :error where id = :id and completed_at is null"
                        + " and status in (:before) and (status <> :status or error is distinct from :error)")
                .param("status", status)
                .param("error", error)
                .param("id", id)
                .param("before", List.of(Picture.QUEUED, Picture.SENDING, Picture.UNKNOWN))
                .update();
    }

    void progress(UUID id, String status, @Nullable Double progress) {
        this.jdbcClient
                .sql("update picture set status = ?, progress = ?, error = null where id = ? and completed_at is null")
                .param(status)
                .param(progress)
                .param(id)
                .update();
    }

    /** Complete a picture. Only the first completion has an effect. */
    void complete(UUID id, String status, @Nullable String error, @Nullable String foundBy) {
        this.jdbcClient
                .sql("update picture set status = ?, error = ?, found_by = ?, completed_at = ?"
                        + " where id = ? and (completed_at is null or status = ?)")
                .param(status)
                .param(error)
                .param(foundBy)
                .param(time(Instant.now()))
                .param(id)
                .param(Picture.LOST)
                .update();
    }

    Optional<Picture> find(UUID id) {
        return this.jdbcClient
                .sql("select * from picture where id = ?")
                .param(id)
                .query(PictureRepository::mapRow)
                .optional();
    }

    List<Picture> findNewest(int limit) {
        return this.jdbcClient
                .sql("select * from picture order by created_at desc, id limit ?")
                .param(limit)
                .query(PictureRepository::mapRow)
                .list();
    }

    /** Return the newest pictures for which {@link Picture#hasImage()} is true. */
    List<Picture> findNewestWithImage(int limit) {
        return this.jdbcClient
                .sql("select * from picture where completed_at is not null and error is null"
                        + " order by created_at desc, id limit ?")
                .param(limit)
                .query(PictureRepository::mapRow)
                .list();
    }

    List<UUID> findRunning() {
        return this.jdbcClient
                .sql("select id from picture where completed_at is null")
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    private static Picture mapRow(ResultSet row, int rowNumber) throws SQLException {
        return new Picture(
                row.getObject("id", UUID.class),
                row.getString("prompt"),
                row.getString("status"),
                row.getObject("progress", Double.class),
                row.getString("error"),
                row.getString("found_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("completed_at", OffsetDateTime.class)));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
